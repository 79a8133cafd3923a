package org.duetdb.api.spi;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.bson.DocumentKey;
import org.jspecify.annotations.Nullable;

/**
 * Which documents an operation looks at: the declarative part from which the engine chooses its
 * path, its claims and the ranges it tracks. Immutable; prepared once, resolved with the parameters
 * of each execution.
 */
public sealed interface Access {
  /** Every document of the collection, in the order of insertion. */
  Access ALL = new All();

  /** See {@link Access#ALL}. */
  record All() implements Access {}

  /** The document with one {@code _id}. */
  record Key(KeySource source) implements Access {}

  /** The documents with one of several {@code _id}s, each once. */
  record Keys(KeysSource source) implements Access {}

  /**
   * The documents for which all of these comparisons hold, found by an index if one serves. The
   * operation's predicate says the same again: an index may show more than what matches, never
   * less.
   *
   * @param comparisons the conjunction; what it does not say, the predicate does
   * @param hint which index must be used, if any
   * @param exact whether the predicate says nothing else
   */
  record Where(List<PathComparison> comparisons, Optional<IndexHint> hint, boolean exact)
      implements Access {
    public Where {
      comparisons = List.copyOf(comparisons);
    }

    /** Comparisons beside which the predicate may say more. */
    public Where(List<PathComparison> comparisons, Optional<IndexHint> hint) {
      this(comparisons, hint, false);
    }
  }

  /** The {@code _id} of an execution; empty when no document can have it (SQL's NULL). */
  @FunctionalInterface
  interface KeySource {
    /**
     * The key, or null for none: this is on the express path, where an Optional per call would be
     * felt.
     */
    @Nullable DocumentKey key(Object[] parameters);
  }

  /** The {@code _id}s of an execution. */
  @FunctionalInterface
  interface KeysSource {
    List<DocumentKey> keys(Object[] parameters);
  }

  static Access key(DocumentKey key) {
    return new Key(parameters -> key);
  }

  static Access keys(List<DocumentKey> keys) {
    var copy = List.copyOf(keys);
    return new Keys(parameters -> copy);
  }
}
