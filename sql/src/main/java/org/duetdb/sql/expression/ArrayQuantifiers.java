package org.duetdb.sql.expression;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.jspecify.annotations.Nullable;

/** Comparisons with the elements of an array: {@code = ANY (array)} and {@code <> ALL (array)}. */
final class ArrayQuantifiers {
  private static final List<SqlKind> COMPARISONS =
      List.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  private ArrayQuantifiers() {}

  static void register(FunctionTable.Registry registry) {
    for (SqlKind comparison : COMPARISONS) {
      registry.add(comparison.sql + " SOME", call -> quantified(call, true));
      registry.add(comparison.sql + " ALL", call -> quantified(call, false));
    }
  }

  private static Expression quantified(FunctionCall call, boolean any) {
    SqlKind comparison = ((SqlQuantifyOperator) call.call().getOperator()).comparisonKind;
    RelDataType element = Objects.requireNonNull(call.type(1).getComponentType());
    Strict.Two test = Conditions.comparison(comparison).between(call.type(0), element);
    return (input, environment) -> {
      Object array = call.argument(1).value(input, environment);
      return array == null
          ? null
          : decided(call.argument(0).value(input, environment), (List<?>) array, test, any);
    };
  }

  /** One element that decides is enough; without one, an unknown makes it unknown. */
  private static @Nullable Object decided(
      @Nullable Object value, List<?> array, Strict.Two test, boolean any) {
    boolean unknown = false;
    for (Object element : array) {
      Object answer = value == null || element == null ? null : test.apply(value, element);
      if (answer == null) {
        unknown = true;
      } else if (answer.equals(any)) {
        return any;
      }
    }
    return unknown ? null : (Object) !any;
  }
}
