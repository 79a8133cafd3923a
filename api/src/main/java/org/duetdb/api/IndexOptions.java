package org.duetdb.api;

import java.time.Duration;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * What an index is besides its keys. Immutable.
 *
 * @param name its name; by default made of the keys, as {@code a_1_b_-1}
 * @param unique whether no two documents may have the same key; null and missing are one value
 * @param sparse whether documents without any of the fields are left out
 * @param partialFilter which documents are in it: comparisons with constants, {@code $exists: true}
 *     and conjunctions of these. Only a query that implies it uses the index
 * @param expireAfter how old a date in the one field may become before its document is deleted
 */
public record IndexOptions(
    Optional<String> name,
    boolean unique,
    boolean sparse,
    Optional<Bson> partialFilter,
    Optional<Duration> expireAfter) {
  /** An index of all documents, by a generated name, with no other rule. */
  public static final IndexOptions DEFAULT =
      new IndexOptions(Optional.empty(), false, false, Optional.empty(), Optional.empty());

  /** The same under a name of the caller's choice. */
  public IndexOptions withName(String chosen) {
    return new IndexOptions(Optional.of(chosen), unique, sparse, partialFilter, expireAfter);
  }

  /** The same, unique or not. */
  public IndexOptions withUnique(boolean wanted) {
    return new IndexOptions(name, wanted, sparse, partialFilter, expireAfter);
  }

  /** The same, with or without the documents that have none of the fields. */
  public IndexOptions withSparse(boolean wanted) {
    return new IndexOptions(name, unique, wanted, partialFilter, expireAfter);
  }

  /** The same of those documents only that match. */
  public IndexOptions withPartialFilter(Bson filter) {
    return new IndexOptions(name, unique, sparse, Optional.of(filter), expireAfter);
  }

  /** The same, whose documents are deleted at that age; for an index of one field. */
  public IndexOptions withExpireAfter(Duration age) {
    return new IndexOptions(name, unique, sparse, partialFilter, Optional.of(age));
  }
}
