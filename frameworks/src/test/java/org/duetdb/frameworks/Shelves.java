package org.duetdb.frameworks;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** Entities that need most of what a schema can have. */
final class Shelves {
  /** All of them. */
  static final List<Class<?>> ENTITIES = List.of(Shelf.class, Ticket.class, Box.class);

  private Shelves() {}

  /** Has an identity column, a unique one and an index. */
  @Entity(name = "Shelf")
  @Table(
      name = "shelf",
      comment = "where things stand",
      indexes = @Index(name = "shelf_place", columnList = "place"))
  static class Shelf {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(unique = true, nullable = false)
    String label;

    Integer place;

    @ElementCollection Set<String> notes = new HashSet<>();

    Shelf() {}

    Shelf(String label) {
      this.label = label;
    }
  }

  /** Takes its key from a sequence, and is subclassed. */
  @Entity(name = "Ticket")
  @Table(name = "ticket")
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Ticket {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    Shelf shelf;

    @ManyToMany Set<Shelf> others = new HashSet<>();

    Ticket() {}

    Ticket(Shelf shelf) {
      this.shelf = shelf;
    }
  }

  /** Goes with its shelf. */
  @Entity(name = "Box")
  @Table(name = "box")
  static class Box extends Ticket {
    @ManyToOne
    @OnDelete(action = OnDeleteAction.CASCADE)
    Shelf home;

    int size;

    Box() {}

    Box(Shelf home) {
      this.home = home;
    }
  }

  /** Stands alone at first. */
  @Entity(name = "Lamp")
  @Table(name = "lamp")
  static class Lamp {
    @Id int id;
    int place;

    Lamp() {}

    Lamp(int id) {
      this.id = id;
    }
  }

  /** The lamp as a later release of the application has it. */
  @Entity(name = "Lamp")
  @Table(name = "lamp", indexes = @Index(name = "lamp_place", columnList = "place"))
  static class BrighterLamp {
    @Id int id;
    long place;

    @Column(unique = true)
    String colour;

    @ManyToOne Shelf shelf;
  }
}
