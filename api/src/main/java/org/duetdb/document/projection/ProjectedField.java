package org.duetdb.document.projection;

import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.document.expression.Expression;

/** What a projection says about one path. */
sealed interface ProjectedField {
  FieldPath path();

  /** It is kept. */
  record Included(FieldPath path) implements ProjectedField {}

  /** It is left out. */
  record Excluded(FieldPath path) implements ProjectedField {}

  /** It gets the value of an expression. */
  record Computed(FieldPath path, Expression expression) implements ProjectedField {}

  /** Of an array, {@code limit} elements from {@code skip} on are kept, or the last ones. */
  record Sliced(FieldPath path, boolean hasSkip, int skip, int limit) implements ProjectedField {}

  /** Of an array, the first element that passes is kept. */
  record FirstMatch(FieldPath path, ValueTest test) implements ProjectedField {}

  /** Of an array, the element by which the filter matched is kept. */
  record Positional(FieldPath path) implements ProjectedField {}
}
