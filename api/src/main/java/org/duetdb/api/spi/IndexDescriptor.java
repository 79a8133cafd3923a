package org.duetdb.api.spi;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * What the catalog says of a secondary index. Immutable.
 *
 * @param name unique in its collection
 * @param keys the indexed paths in order; one to 32
 * @param unique whether no two documents may have the same key
 * @param nullsDistinct whether keys with a null or missing value are never the same: SQL's rule.
 *     The document language holds null and missing as one value
 * @param sparse whether documents without any of the paths are left out
 * @param partial which documents are in it; empty means all
 * @param expireAfter how old a date in the single path may become before its document is deleted
 */
public record IndexDescriptor(
    String name,
    List<Key> keys,
    boolean unique,
    boolean nullsDistinct,
    boolean sparse,
    Optional<Partial> partial,
    Optional<Duration> expireAfter) {

  /** How many paths an index may have, as in MongoDB. */
  public static final int MAX_KEYS = 32;

  /** An indexed path and its direction. */
  public record Key(FieldPath path, boolean descending) {}

  /**
   * Which documents are in a partial index. Two are equal if their filters are.
   *
   * @param filter as given
   * @param predicate the same, compiled
   * @param comparisons the same as a conjunction: a query that implies each may use the index
   */
  public record Partial(
      BsonDocument filter, DocumentPredicate predicate, List<PathComparison> comparisons) {
    public Partial {
      comparisons = List.copyOf(comparisons);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Partial partial && filter.equals(partial.filter);
    }

    @Override
    public int hashCode() {
      return filter.hashCode();
    }
  }

  public IndexDescriptor {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new DuetException(
          ErrorCode.CANNOT_CREATE_INDEX,
          "an index has 1 to " + MAX_KEYS + " keys; this one has " + keys.size());
    }
    var paths = new HashSet<FieldPath>();
    for (var key : keys) {
      if (!paths.add(key.path())) {
        throw new DuetException(
            ErrorCode.CANNOT_CREATE_INDEX, "the index has the path " + key.path() + " twice");
      }
    }
  }

  /** An index without options. */
  public static IndexDescriptor of(String name, List<Key> keys) {
    return new IndexDescriptor(name, keys, false, false, false, Optional.empty(), Optional.empty());
  }

  /** The same with other uniqueness. */
  public IndexDescriptor withUnique(boolean wanted, boolean distinctNulls) {
    return new IndexDescriptor(name, keys, wanted, distinctNulls, sparse, partial, expireAfter);
  }

  /** The same, sparse or not. */
  public IndexDescriptor withSparse(boolean wanted) {
    return new IndexDescriptor(name, keys, unique, nullsDistinct, wanted, partial, expireAfter);
  }

  /** The same with only some of the documents. */
  public IndexDescriptor withPartial(Partial wanted) {
    return new IndexDescriptor(
        name, keys, unique, nullsDistinct, sparse, Optional.of(wanted), expireAfter);
  }

  /** The same with an age limit. */
  public IndexDescriptor withExpireAfter(Duration age) {
    return new IndexDescriptor(
        name, keys, unique, nullsDistinct, sparse, partial, Optional.of(age));
  }

  /** The keys as MongoDB writes them: {@code {a: 1, b: -1}}. */
  public BsonDocument keyPattern() {
    var pattern = new BsonDocument();
    keys.forEach(
        key -> pattern.append(key.path().toString(), new BsonInt32(key.descending() ? -1 : 1)));
    return pattern;
  }

  /** The keys as they stand in a plan summary: {@code { a: 1, b: -1 }}. */
  public String keyText() {
    var text = new StringBuilder("{ ");
    for (var key : keys) {
      text.append(text.length() == 2 ? "" : ", ").append(key.path());
      text.append(key.descending() ? ": -1" : ": 1");
    }
    return text.append(" }").toString();
  }
}
