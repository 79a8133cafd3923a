package org.duetdb.frameworks;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity that others refer to. */
@Entity
class Author {
  @Id String name;

  Author() {}

  Author(String name) {
    this.name = name;
  }
}
