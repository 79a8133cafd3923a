package org.duetdb.document.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;

/** Arrays taken as sets: order and repetition do not count. Results are in the order of values. */
final class Sets {
  private Sets() {}

  static void register(OperatorTable table) {
    table.function("$setEquals", 2, Operands.ANY, Sets::equal);
    table.function("$setUnion", 0, Operands.ANY, Sets::union);
    table.function("$setIntersection", 0, Operands.ANY, Sets::intersection);
    table.function("$setDifference", 2, 2, Sets::difference);
    table.function("$setIsSubset", 2, 2, Sets::isSubset);
    table.unary("$anyElementTrue", value -> elements("$anyElementTrue", value, 17041, true));
    table.unary("$allElementsTrue", value -> elements("$allElementsTrue", value, 17040, false));
  }

  private static Set<BsonSlice> set(BsonSlice array) {
    return new TreeSet<>(BsonArrays.of(array));
  }

  private static BsonSlice array(Set<BsonSlice> set) {
    return BsonArrays.toArray(new ArrayList<>(set));
  }

  private static BsonSlice equal(BsonSlice[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Values.isArray(values[i])) {
        throw DuetException.located(
            17044,
            "All operands of $setEquals must be arrays. "
                + (i + 1)
                + "-th argument is of type: "
                + Values.typeName(values[i]));
      }
    }
    Set<BsonSlice> first = set(values[0]);
    return BsonSlice.of(List.of(values).stream().allMatch(value -> set(value).equals(first)));
  }

  private static BsonSlice union(BsonSlice[] values) {
    Set<BsonSlice> union = new TreeSet<>();
    for (BsonSlice value : values) {
      if (value.isNullish()) {
        return BsonSlice.NULL;
      }
      union.addAll(set(requireArray("$setUnion", value, 17043)));
    }
    return array(union);
  }

  private static BsonSlice intersection(BsonSlice[] values) {
    if (values.length == 0) {
      return BsonArrays.toArray(List.of());
    }
    for (BsonSlice value : values) {
      if (value.isNullish()) {
        return BsonSlice.NULL;
      }
      requireArray("$setIntersection", value, 17047);
    }
    Set<BsonSlice> common = set(values[0]);
    for (BsonSlice value : values) {
      common.retainAll(set(value));
    }
    return array(common);
  }

  private static BsonSlice requireArray(String operator, BsonSlice value, int refusal) {
    if (!Values.isArray(value)) {
      throw DuetException.located(
          refusal,
          "All operands of "
              + operator
              + " must be arrays. One argument is of type: "
              + Values.typeName(value));
    }
    return value;
  }

  private static BsonSlice difference(BsonSlice[] values) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    requireBoth("$setDifference", values, 17048, 17049);
    Set<BsonSlice> removed = set(values[1]);
    // The server keeps the order of the first operand here, but each value once.
    List<BsonSlice> rest = new ArrayList<>();
    for (BsonSlice element : BsonArrays.of(values[0])) {
      if (removed.add(element)) {
        rest.add(element);
      }
    }
    return BsonArrays.toArray(rest);
  }

  private static BsonSlice isSubset(BsonSlice[] values) {
    requireBoth("$setIsSubset", values, 17046, 17042);
    return BsonSlice.of(set(values[1]).containsAll(set(values[0])));
  }

  private static void requireBoth(String operator, BsonSlice[] values, int first, int second) {
    String[] which = {"First", "Second"};
    int[] refusals = {first, second};
    for (int i = 0; i < 2; i++) {
      if (!Values.isArray(values[i])) {
        throw DuetException.located(
            refusals[i],
            "both operands of "
                + operator
                + " must be arrays. "
                + which[i]
                + " argument is of type: "
                + Values.typeName(values[i]));
      }
    }
  }

  private static BsonSlice elements(
      String operator, BsonSlice value, int refusal, boolean decides) {
    if (!Values.isArray(value)) {
      throw DuetException.located(
          refusal, operator + "'s argument must be an array, but is " + Values.typeName(value));
    }
    for (BsonSlice element : BsonArrays.of(value)) {
      if (ExpressionCompiler.isTrue(element) == decides) {
        return BsonSlice.of(decides);
      }
    }
    return BsonSlice.of(!decides);
  }
}
