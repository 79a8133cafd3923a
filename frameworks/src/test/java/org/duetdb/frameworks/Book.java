package org.duetdb.frameworks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/** An entity with a value of most types, and a version. */
@Entity
class Book {
  @Id Long id;

  @Column(nullable = false)
  String title;

  @Version int version;

  @ManyToOne(fetch = FetchType.LAZY)
  Author author;

  int copies;
  boolean lent;
  double weight;

  @Column(precision = 9, scale = 2)
  BigDecimal price;

  LocalDate printed;
  LocalDateTime changed;
  byte[] cover;
  UUID mark;

  Book() {}

  Book(long id, String title, Author author) {
    this.id = id;
    this.title = title;
    this.author = author;
  }
}
