package org.duetdb.document.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;

/** Sums, averages, extremes and deviations of several values, or of the elements of one array. */
public final class Folds {
  private Folds() {}

  static void register(OperatorTable table) {
    fold(table, "$sum", Folds::sum);
    fold(table, "$avg", Folds::average);
    fold(table, "$min", values -> extreme(values, Comparator.naturalOrder()));
    fold(table, "$max", values -> extreme(values, Comparator.reverseOrder()));
    fold(table, "$stdDevPop", values -> deviation(values, 0));
    fold(table, "$stdDevSamp", values -> deviation(values, 1));
    some(table, "$firstN", (values, n) -> values.subList(0, Math.min(n, values.size())));
    some(
        table,
        "$lastN",
        (values, n) -> values.subList(Math.max(0, values.size() - n), values.size()));
    some(table, "$minN", (values, n) -> extremes(values, n, Comparator.naturalOrder()));
    some(table, "$maxN", (values, n) -> extremes(values, n, Comparator.reverseOrder()));
  }

  /** What is made of a list of values. */
  @FunctionalInterface
  interface Fold {
    BsonSlice of(List<BsonSlice> values);
  }

  /** Some values of a list. */
  @FunctionalInterface
  private interface Choice {
    List<BsonSlice> of(List<BsonSlice> values, int count);
  }

  private static void fold(OperatorTable table, String name, Fold fold) {
    table.function(
        name,
        0,
        Operands.ANY,
        values -> {
          boolean one = values.length == 1 && Values.isArray(values[0]);
          return fold.of(one ? BsonArrays.of(values[0]) : Arrays.asList(values));
        });
  }

  private static void some(OperatorTable table, String name, Choice choice) {
    table.add(
        name,
        operands -> {
          operands.named(5787900, 5787901, "input", "n");
          Expression count = operands.required("n", 5787906);
          Expression input = operands.required("input", 5787907);
          return scope -> {
            int n = count(name, count.evaluate(scope));
            BsonSlice array = input.evaluate(scope);
            if (!Values.isArray(array)) {
              throw DuetException.located(5788200, "Input must be an array");
            }
            return BsonArrays.toArray(choice.of(BsonArrays.of(array), n));
          };
        });
  }

  /** The number of values that an operator is to give. */
  public static int count(String operator, BsonSlice value) {
    if (!value.isNumber()) {
      throw DuetException.located(
          5787902, "Value for 'n' must be of integral type, but found " + Values.text(value));
    }
    int count =
        Values.intValue(value)
            .orElseThrow(
                () ->
                    DuetException.located(
                        5787903, "Value for 'n' must be of integral type, but found " + value));
    if (count <= 0) {
      throw DuetException.located(
          5787908, "'n' must be greater than 0, found " + count + " for " + operator);
    }
    return count;
  }

  static BsonSlice sum(List<BsonSlice> values) {
    NumericSum sum = new NumericSum();
    values.stream().filter(BsonSlice::isNumber).forEach(sum::add);
    return sum.result();
  }

  static BsonSlice average(List<BsonSlice> values) {
    NumericSum sum = new NumericSum();
    long count = 0;
    for (BsonSlice value : values) {
      if (value.isNumber()) {
        sum.add(value);
        count++;
      }
    }
    return count == 0 ? BsonSlice.NULL : sum.dividedBy(count);
  }

  static BsonSlice extreme(List<BsonSlice> values, Comparator<BsonSlice> order) {
    return values.stream().filter(value -> !value.isNullish()).min(order).orElse(BsonSlice.NULL);
  }

  static List<BsonSlice> extremes(List<BsonSlice> values, int count, Comparator<BsonSlice> order) {
    List<BsonSlice> sorted = new ArrayList<>(values);
    sorted.removeIf(BsonSlice::isNullish);
    sorted.sort(order);
    return sorted.subList(0, Math.min(count, sorted.size()));
  }

  /** The standard deviation of the numbers; {@code lost} is 1 for a sample, else 0. */
  static BsonSlice deviation(List<BsonSlice> values, int lost) {
    long count = 0;
    double mean = 0;
    double squares = 0;
    for (BsonSlice value : values) {
      if (value.isNumber()) {
        count++;
        double distance = Values.number(value) - mean;
        mean += distance / count;
        squares += distance * (Values.number(value) - mean);
      }
    }
    return count <= lost ? BsonSlice.NULL : BsonSlice.of(Math.sqrt(squares / (count - lost)));
  }
}
