package org.duetdb.engine.history;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.conflict.ConflictPolicy;

/**
 * What a client does next.
 *
 * @param kind what
 * @param key the document, where it is about one
 * @param value by how much, to what, or which savepoint
 * @param policy what to do about a rival; empty means the default
 */
record Step(Kind kind, int key, int value, Optional<ConflictPolicy> policy) {
  enum Kind {
    BEGIN_READ_COMMITTED,
    BEGIN_REPEATABLE_READ,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    ROLLBACK_TO,
    READ,
    READ_ALL,
    /** Adds {@link Step#value}. */
    ADD,
    /** Adds 100, but only to what is even. */
    ADD_TO_EVEN,
    INSERT,
    DELETE,
    LOCK
  }

  /** Those that read or write. */
  static final List<Kind> STATEMENTS =
      List.of(
          Kind.READ,
          Kind.READ_ALL,
          Kind.ADD,
          Kind.ADD_TO_EVEN,
          Kind.INSERT,
          Kind.DELETE,
          Kind.LOCK);

  static Step of(Kind kind) {
    return new Step(kind, 0, 0, Optional.empty());
  }
}
