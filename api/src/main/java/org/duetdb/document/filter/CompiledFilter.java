package org.duetdb.document.filter;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.DocumentPredicate;

/**
 * A filter, compiled once and applied to any number of documents. Immutable.
 *
 * @param keys where the filter pins {@code _id}: the keys that a matching document can have, each
 *     once and in order
 * @param residual what remains to be tested of a document with one of these keys, or of every
 *     document if there are none; {@link DocumentPredicate#ALWAYS} itself when nothing remains
 * @param express whether the filter is exactly {@code {_id: scalar}}
 * @param equalities the paths that the filter holds equal to one value, in the order of the filter;
 *     an upsert begins with them
 */
public record CompiledFilter(
    Optional<List<DocumentKey>> keys,
    DocumentPredicate residual,
    boolean express,
    List<Equality> equalities) {

  public CompiledFilter {
    keys = keys.map(List::copyOf);
    equalities = List.copyOf(equalities);
  }

  /** A path that the filter holds equal to a value. */
  public record Equality(FieldPath path, BsonSlice value) {}
}
