package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.Namespace;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.PathComparison;

/**
 * A unique key by which ON CONFLICT recognises a row that is there already.
 *
 * @param index the unique index; empty for the primary key
 */
public record Arbiter(Optional<IndexDescriptor> index) {
  /** The primary key. */
  public static final Arbiter PRIMARY_KEY = new Arbiter(Optional.empty());

  /**
   * What a document has as this key; empty if it conflicts with nothing, because of a NULL or
   * because a partial index leaves it out.
   */
  Optional<Object> key(byte[] document) {
    if (index.isEmpty()) {
      return Optional.of(DocumentKey.of(document));
    } else if (index.get().partial().filter(some -> leavesOut(some, document)).isPresent()) {
      return Optional.empty();
    }
    List<BsonSlice> values = new ArrayList<>();
    for (IndexDescriptor.Key key : index.get().keys()) {
      BsonSlice value = value(key.path(), document);
      if (value.isNullish() && index.get().nullsDistinct()) {
        return Optional.empty();
      }
      values.add(value.isNullish() ? BsonSlice.NULL : value);
    }
    return Optional.of(values);
  }

  private static boolean leavesOut(IndexDescriptor.Partial some, byte[] document) {
    return !some.predicate().test(document, new Object[0]);
  }

  private static BsonSlice value(FieldPath path, byte[] document) {
    return BsonSlice.of(document, path.resolve(document));
  }

  /** Finds the rows with the same key as a document that has one. */
  FindOperation find(Namespace namespace, byte[] document) {
    if (index.isEmpty()) {
      return FindOperation.of(
          namespace, Access.key(DocumentKey.of(document)), DocumentPredicate.ALWAYS);
    }
    Optional<Object> wanted = key(document);
    List<PathComparison> comparisons = new ArrayList<>();
    for (IndexDescriptor.Key key : index.get().keys()) {
      comparisons.add(
          PathComparison.of(
              key.path(), PathComparison.Operator.IN, List.of(value(key.path(), document))));
    }
    return FindOperation.of(
        namespace,
        new Access.Where(comparisons, Optional.empty()),
        (other, parameters) -> key(other).equals(wanted));
  }

  /**
   * Whether a refused insert was refused because of this key as a whole: one of a row's several
   * keys in an index over arrays is none that {@link #find} looks for.
   */
  boolean refused(DuplicateKeyException duplicate, byte[] document) {
    if (index.isEmpty()) {
      return duplicate.keyPattern().containsKey("_id") && duplicate.keyPattern().size() == 1;
    }
    return duplicate.keyPattern().equals(index.get().keyPattern())
        && index.get().keys().stream()
            .noneMatch(key -> value(key.path(), document).type() == ElementType.ARRAY);
  }
}
