package org.duetdb.document.filter;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.document.expression.ExpressionCompiler;

/**
 * A filter, compiled once and applied to any number of documents. Immutable.
 *
 * @param filter what was compiled
 * @param keys where the filter pins {@code _id}: the keys that a matching document can have, each
 *     once and in order
 * @param residual what remains to be tested of a document with one of these keys, or of every
 *     document if there are none; {@link DocumentPredicate#ALWAYS} itself when nothing remains
 * @param express whether the filter is exactly {@code {_id: scalar}}
 */
public record CompiledFilter(
    BsonDocument filter,
    Optional<List<DocumentKey>> keys,
    DocumentPredicate residual,
    boolean express) {

  /** A path that the filter holds equal to a value. */
  public record Equality(FieldPath path, BsonSlice value) {}

  /** Whether the residual wants the time of the statement as its first parameter. */
  public boolean usesTime() {
    return !express && ExpressionCompiler.usesTime(filter);
  }

  /** The comparisons that must hold wherever the filter does, for the choice of an index. */
  public List<PathComparison> comparisons() {
    return PathComparisons.of(filter);
  }

  /** The comparisons that say exactly what the filter says; empty if comparisons cannot say it. */
  public Optional<List<PathComparison>> exactComparisons() {
    return PathComparisons.exactly(filter);
  }

  /**
   * The paths that the filter holds equal to one value, in its order; an upsert begins with them.
   */
  public List<Equality> equalities() {
    return Equalities.of(filter);
  }
}
