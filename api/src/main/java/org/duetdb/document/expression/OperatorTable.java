package org.duetdb.document.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** The operators of expressions by name. To add one: register it in the class of its family. */
final class OperatorTable {
  private static final Map<String, Operator> OPERATORS = new HashMap<>();

  static {
    OperatorTable table = new OperatorTable();
    Logic.register(table);
    Arithmetic.register(table);
    Rounding.register(table);
    Strings.register(table);
    Regexes.register(table);
    ArrayFunctions.register(table);
    ArrayLoops.register(table);
    Sets.register(table);
    Documents.register(table);
    Conversions.register(table);
    Dates.register(table);
    DateArithmetic.register(table);
    Folds.register(table);
  }

  private OperatorTable() {}

  /** The operator with a name. */
  static Operator operator(String name) {
    Operator operator = OPERATORS.get(name);
    if (operator == null) {
      throw new DuetException(
          ErrorCode.INVALID_PIPELINE_OPERATOR, "Unrecognized expression '" + name + "'");
    }
    return operator;
  }

  /** Registers an operator. */
  void add(String name, Operator operator) {
    OPERATORS.put(name, operator);
  }

  /** Registers an operator that is a function of so many operands. */
  void function(String name, int least, int most, Function function) {
    add(name, operands -> function.of(operands.between(least, most)));
  }

  /** Registers an operator that is a function of one operand. */
  void unary(String name, UnaryOperator<BsonSlice> function) {
    function(name, 1, 1, operands -> function.apply(operands[0]));
  }
}
