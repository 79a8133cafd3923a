package org.duetdb.document.expression;

import org.duetdb.api.bson.BsonSlice;

/** An operator that evaluates all its operands and looks at nothing else. */
@FunctionalInterface
interface Function {
  /** The result for the values of the operands, of which any may be missing. */
  BsonSlice apply(BsonSlice[] operands);

  /** The expression that evaluates these operands and applies the function. */
  default Expression of(Expression[] operands) {
    return scope -> {
      BsonSlice[] values = new BsonSlice[operands.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = operands[i].evaluate(scope);
      }
      return apply(values);
    };
  }
}
