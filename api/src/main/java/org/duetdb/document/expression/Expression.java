package org.duetdb.document.expression;

import org.duetdb.api.bson.BsonSlice;

/**
 * Something that has a value for a document: a constant, a path, an operator with operands.
 * Immutable.
 */
@FunctionalInterface
public interface Expression {
  /** The value in a scope, {@link BsonSlice#MISSING} if it has none. */
  BsonSlice evaluate(Scope scope);

  /** The expression that always has this value. */
  static Expression constant(BsonSlice value) {
    return scope -> value;
  }
}
