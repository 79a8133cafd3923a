package org.duetdb.document.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;

/** Functions of arrays that look at elements one by one and bind no variable. */
final class ArrayFunctions {
  private ArrayFunctions() {}

  static void register(OperatorTable table) {
    table.unary("$isArray", value -> BsonSlice.of(Values.isArray(value)));
    table.unary("$size", ArrayFunctions::size);
    table.function("$arrayElemAt", 2, 2, ArrayFunctions::elementAt);
    table.unary("$first", value -> end("$first", value, true));
    table.unary("$last", value -> end("$last", value, false));
    table.function("$slice", 2, 3, ArrayFunctions::slice);
    table.function("$concatArrays", 0, Operands.ANY, ArrayFunctions::concat);
    table.function("$in", 2, 2, ArrayFunctions::in);
    table.function("$indexOfArray", 2, 4, ArrayFunctions::indexOf);
    table.unary("$reverseArray", ArrayFunctions::reverse);
    table.function("$range", 2, 3, ArrayFunctions::range);
    table.add("$zip", ArrayFunctions::zip);
  }

  private static BsonSlice size(BsonSlice value) {
    if (!Values.isArray(value)) {
      throw DuetException.located(
          17124,
          "The argument to $size must be an array, but was of type: " + Values.typeName(value));
    }
    return BsonSlice.of(BsonBytes.count(value.bytes(), value.offset()));
  }

  private static BsonSlice elementAt(BsonSlice[] values) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    if (!Values.isArray(values[0])) {
      throw DuetException.located(
          28689,
          "$arrayElemAt's first argument must be an array, but is " + Values.typeName(values[0]));
    }
    if (!values[1].isNumber()) {
      throw DuetException.located(
          28690,
          "$arrayElemAt's second argument must be a numeric value, but is "
              + Values.typeName(values[1]));
    }
    int index =
        Values.intValue(values[1])
            .orElseThrow(
                () ->
                    DuetException.located(
                        28691,
                        "$arrayElemAt's second argument must be representable as a 32-bit integer: "
                            + values[1]));
    List<BsonSlice> elements = BsonArrays.of(values[0]);
    int at = index < 0 ? elements.size() + index : index;
    return at >= 0 && at < elements.size() ? elements.get(at) : BsonSlice.MISSING;
  }

  private static BsonSlice end(String operator, BsonSlice value, boolean first) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    if (!Values.isArray(value)) {
      throw DuetException.located(
          28689, operator + "'s argument must be an array, but is " + Values.typeName(value));
    }
    List<BsonSlice> elements = BsonArrays.of(value);
    if (elements.isEmpty()) {
      return BsonSlice.MISSING;
    }
    return elements.get(first ? 0 : elements.size() - 1);
  }

  private static BsonSlice slice(BsonSlice[] values) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    if (!Values.isArray(values[0])) {
      throw DuetException.located(
          28724,
          "First argument to $slice must be an array, but is of type: "
              + Values.typeName(values[0]));
    }
    int second = sliceNumber(values[1], 28725, 28726, "Second");
    List<BsonSlice> elements = BsonArrays.of(values[0]);
    int size = elements.size();
    if (values.length == 2) {
      return BsonArrays.toArray(
          second >= 0
              ? elements.subList(0, Math.min(second, size))
              : elements.subList(Math.max(0, size + second), size));
    }
    int count = sliceNumber(values[2], 28727, 28728, "Third");
    if (count <= 0) {
      throw DuetException.located(28729, "Third argument to $slice must be positive: " + values[2]);
    }
    int from = second >= 0 ? Math.min(second, size) : Math.max(0, size + second);
    return BsonArrays.toArray(elements.subList(from, (int) Math.min((long) from + count, size)));
  }

  private static int sliceNumber(BsonSlice value, int notNumeric, int notWhole, String which) {
    if (!value.isNumber()) {
      throw DuetException.located(
          notNumeric,
          which
              + " argument to $slice must be a numeric value, but is of type: "
              + Values.typeName(value));
    }
    return Values.intValue(value)
        .orElseThrow(
            () ->
                DuetException.located(
                    notWhole,
                    which
                        + " argument to $slice can't be represented as a 32-bit integer: "
                        + value));
  }

  private static BsonSlice concat(BsonSlice[] values) {
    List<BsonSlice> elements = new ArrayList<>();
    for (BsonSlice value : values) {
      if (value.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!Values.isArray(value)) {
        throw DuetException.located(
            28664, "$concatArrays only supports arrays, not " + Values.typeName(value));
      }
      elements.addAll(BsonArrays.of(value));
    }
    return BsonArrays.toArray(elements);
  }

  private static BsonSlice in(BsonSlice[] values) {
    if (!Values.isArray(values[1])) {
      throw DuetException.located(
          40081,
          "$in requires an array as a second argument, found: " + Values.typeName(values[1]));
    }
    return BsonSlice.of(BsonArrays.of(values[1]).contains(values[0]));
  }

  private static BsonSlice indexOf(BsonSlice[] values) {
    if (values[0].isNullish()) {
      return BsonSlice.NULL;
    }
    if (!Values.isArray(values[0])) {
      throw DuetException.located(
          40090,
          "$indexOfArray requires an array as a first argument, found: "
              + Values.typeName(values[0]));
    }
    List<BsonSlice> elements = BsonArrays.of(values[0]);
    int from = values.length > 2 ? index("$indexOfArray", values[2], "starting") : 0;
    int to = values.length > 3 ? index("$indexOfArray", values[3], "ending") : elements.size();
    for (int i = from; i < Math.min(to, elements.size()); i++) {
      if (elements.get(i).equals(values[1])) {
        return BsonSlice.of(i);
      }
    }
    return BsonSlice.of(-1);
  }

  /** An index that bounds a search. */
  static int index(String operator, BsonSlice value, String which) {
    int index =
        Values.intValue(value)
            .orElseThrow(
                () ->
                    DuetException.located(
                        40096,
                        operator
                            + " requires an integral "
                            + which
                            + " index, found a value of type: "
                            + Values.typeName(value)
                            + ", with value: \""
                            + value
                            + "\""));
    if (index < 0) {
      throw DuetException.located(
          40097, operator + " requires a nonnegative " + which + " index, found: " + index);
    }
    return index;
  }

  private static BsonSlice reverse(BsonSlice value) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    if (!Values.isArray(value)) {
      throw DuetException.located(
          34435,
          "The argument to $reverseArray must be an array, but was of type: "
              + Values.typeName(value));
    }
    List<BsonSlice> elements = BsonArrays.of(value);
    Collections.reverse(elements);
    return BsonArrays.toArray(elements);
  }

  private static BsonSlice range(BsonSlice[] values) {
    int start = rangeNumber(values[0], 34443, 34444, "starting value");
    int end = rangeNumber(values[1], 34445, 34446, "ending value");
    int step = values.length > 2 ? rangeNumber(values[2], 34447, 34448, "step value") : 1;
    if (step == 0) {
      throw DuetException.located(34449, "$range requires a non-zero step value");
    }
    List<BsonSlice> numbers = new ArrayList<>();
    for (long at = start; step > 0 ? at < end : at > end; at += step) {
      numbers.add(BsonSlice.of((int) at));
    }
    return BsonArrays.toArray(numbers);
  }

  private static int rangeNumber(BsonSlice value, int notNumeric, int notWhole, String what) {
    if (!value.isNumber()) {
      throw DuetException.located(
          notNumeric,
          "$range requires a numeric " + what + ", found value of type: " + Values.typeName(value));
    }
    return Values.intValue(value)
        .orElseThrow(
            () ->
                DuetException.located(
                    notWhole,
                    "$range requires a "
                        + what
                        + " that can be represented as a 32-bit integer, found value: "
                        + value));
  }

  private static Expression zip(Operands operands) {
    BsonDocument named = operands.named(34460, 34464, "inputs", "useLongestLength", "defaults");
    if (!named.containsKey("inputs")) {
      throw DuetException.located(34465, "$zip requires at least one input array");
    }
    if (!named.get("inputs").isArray()) {
      throw DuetException.located(
          34461,
          "inputs must be an array of expressions, found "
              + Values.typeName(BsonSlice.of(named.get("inputs"))));
    }
    boolean longest =
        named.containsKey("useLongestLength") && named.getBoolean("useLongestLength").getValue();
    Expression inputs = operands.required("inputs", 34465);
    Optional<Expression> defaults = operands.optional("defaults");
    if (defaults.isPresent() && !longest) {
      throw DuetException.located(34466, "cannot specify defaults unless useLongestLength is true");
    }
    return scope -> {
      BsonSlice fill = defaults.map(d -> d.evaluate(scope)).orElse(BsonSlice.NULL);
      return zip(BsonArrays.of(inputs.evaluate(scope)), fill, longest);
    };
  }

  private static BsonSlice zip(List<BsonSlice> inputs, BsonSlice defaults, boolean longest) {
    List<List<BsonSlice>> rows = new ArrayList<>();
    for (BsonSlice input : inputs) {
      if (input.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!Values.isArray(input)) {
        throw DuetException.located(34468, "$zip found a non-array expression in input: " + input);
      }
      rows.add(BsonArrays.of(input));
    }
    var sizes = rows.stream().mapToInt(List::size);
    int length = (longest ? sizes.max() : sizes.min()).orElse(0);
    List<BsonSlice> fill = Values.isArray(defaults) ? BsonArrays.of(defaults) : List.of();
    List<BsonSlice> zipped = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      zipped.add(tuple(rows, i, fill));
    }
    return BsonArrays.toArray(zipped);
  }

  private static BsonSlice tuple(List<List<BsonSlice>> rows, int index, List<BsonSlice> fill) {
    List<BsonSlice> tuple = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      BsonSlice missing = row < fill.size() ? fill.get(row) : BsonSlice.NULL;
      tuple.add(index < rows.get(row).size() ? rows.get(row).get(index) : missing);
    }
    return BsonArrays.toArray(tuple);
  }
}
