package org.duetdb.sql.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** Every function and operator that is not part of the language itself, by its name. */
final class FunctionTable {
  private static final Map<String, Factory> FACTORIES = new HashMap<>();

  static {
    ArithmeticFunctions.register(FunctionTable::add);
    TextFunctions.register(FunctionTable::add);
    TextSearchFunctions.register(FunctionTable::add);
    MathFunctions.register(FunctionTable::add);
    MomentFunctions.register(FunctionTable::add);
    CollectionFunctions.register(FunctionTable::add);
    SessionFunctions.register(FunctionTable::add);
    JsonFunctions.register(FunctionTable::add);
  }

  private FunctionTable() {}

  /** Makes an expression of a call. */
  @FunctionalInterface
  interface Factory {
    Expression create(FunctionCall call);
  }

  /** Takes a function into the table. */
  @FunctionalInterface
  interface Registry {
    void add(String name, Factory factory);
  }

  private static void add(String name, Factory factory) {
    if (FACTORIES.put(name, factory) != null) {
      throw new IllegalStateException("two functions of the name " + name);
    }
  }

  static Expression compile(RexCall call, List<Expression> arguments) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    Factory factory = FACTORIES.get(name);
    if (factory == null) {
      throw new SqlFailure(
          SqlState.UNDEFINED_FUNCTION,
          "function " + (name.isEmpty() ? call.getKind().toString() : name) + " is not available");
    }
    return factory.create(new FunctionCall(call, arguments));
  }
}
