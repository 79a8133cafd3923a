package org.duetdb.document.expression;

import static org.duetdb.document.expression.ExpressionCompiler.isTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.sort.SortCompiler;

/**
 * Operators that bind variables: {@code $let}, and the loops over arrays; and sorting of arrays.
 */
final class ArrayLoops {
  private ArrayLoops() {}

  static void register(OperatorTable table) {
    table.add("$let", ArrayLoops::let);
    table.add("$map", ArrayLoops::map);
    table.add("$filter", ArrayLoops::filter);
    table.add("$reduce", ArrayLoops::reduce);
    table.add("$sortArray", ArrayLoops::sort);
  }

  private static Expression let(Operands operands) {
    BsonDocument named = operands.named(16874, 16875, "vars", "in");
    if (!named.containsKey("vars")) {
      throw DuetException.located(16876, "Missing 'vars' parameter to $let");
    }
    if (!named.containsKey("in")) {
      throw DuetException.located(16877, "Missing 'in' parameter to $let");
    }
    if (!named.get("vars").isDocument()) {
      throw DuetException.located(10065, "invalid parameter: expected an object (vars)");
    }
    Names inner = operands.names();
    List<Expression> values = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (Map.Entry<String, BsonValue> variable : named.getDocument("vars").entrySet()) {
      Names.checkName(variable.getKey());
      values.add(operands.compile(variable.getValue()));
      inner = inner.with(variable.getKey());
      places.add(inner.place(variable.getKey()).orElseThrow());
    }
    Expression body = ExpressionCompiler.compile(named.get("in"), inner);
    return scope -> {
      for (int i = 0; i < values.size(); i++) {
        scope.bind(places.get(i), values.get(i).evaluate(scope));
      }
      return body.evaluate(scope);
    };
  }

  /** A loop over an array with a variable for the element. */
  private record Loop(Expression input, int place, Names names) {
    static Loop of(Operands operands, BsonDocument named, BsonValue input) {
      String as = named.getString("as", new BsonString("this")).getValue();
      Names.checkName(as);
      Names inner = operands.names().with(as);
      return new Loop(operands.compile(input), inner.place(as).orElseThrow(), inner);
    }

    /** The elements, or nothing if there is no array to loop over. */
    Optional<List<BsonSlice>> elements(Scope scope, String operator, int refusal) {
      BsonSlice array = input.evaluate(scope);
      if (array.isNullish()) {
        return Optional.empty();
      }
      if (!Values.isArray(array)) {
        throw DuetException.located(
            refusal, "input to " + operator + " must be an array not " + Values.typeName(array));
      }
      return Optional.of(BsonArrays.of(array));
    }
  }

  private static Expression map(Operands operands) {
    BsonDocument named = operands.named(16878, 16879, "input", "as", "in");
    if (!named.containsKey("input")) {
      throw DuetException.located(16880, "Missing 'input' parameter to $map");
    }
    if (!named.containsKey("in")) {
      throw DuetException.located(16882, "Missing 'in' parameter to $map");
    }
    Loop loop = Loop.of(operands, named, named.get("input"));
    Expression body = ExpressionCompiler.compile(named.get("in"), loop.names());
    return scope -> {
      Optional<List<BsonSlice>> elements = loop.elements(scope, "$map", 16883);
      if (elements.isEmpty()) {
        return BsonSlice.NULL;
      }
      List<BsonSlice> results = new ArrayList<>();
      for (BsonSlice element : elements.get()) {
        scope.bind(loop.place(), element);
        BsonSlice result = body.evaluate(scope);
        results.add(result.isMissing() ? BsonSlice.NULL : result);
      }
      return BsonArrays.toArray(results);
    };
  }

  private static Expression filter(Operands operands) {
    BsonDocument named = operands.named(28646, 28647, "input", "as", "cond", "limit");
    if (!named.containsKey("input")) {
      throw DuetException.located(28648, "Missing 'input' parameter to $filter");
    }
    if (!named.containsKey("cond")) {
      throw DuetException.located(28650, "Missing 'cond' parameter to $filter");
    }
    Loop loop = Loop.of(operands, named, named.get("input"));
    Expression condition = ExpressionCompiler.compile(named.get("cond"), loop.names());
    Optional<Expression> limit = operands.optional("limit");
    return scope -> {
      Optional<List<BsonSlice>> elements = loop.elements(scope, "$filter", 28651);
      int most = limit.map(l -> limit(l.evaluate(scope))).orElse(Integer.MAX_VALUE);
      return elements
          .map(list -> filter(list, loop, condition, scope, most))
          .orElse(BsonSlice.NULL);
    };
  }

  private static BsonSlice filter(
      List<BsonSlice> elements, Loop loop, Expression condition, Scope scope, int most) {
    List<BsonSlice> kept = new ArrayList<>();
    for (BsonSlice element : elements) {
      scope.bind(loop.place(), element);
      if (kept.size() < most && isTrue(condition.evaluate(scope))) {
        kept.add(element);
      }
    }
    return BsonArrays.toArray(kept);
  }

  private static int limit(BsonSlice value) {
    if (value.isNullish()) {
      return Integer.MAX_VALUE;
    }
    int limit =
        Values.intValue(value)
            .orElseThrow(
                () ->
                    DuetException.located(
                        327391,
                        "$filter: limit must be represented as a 32-bit integral value: " + value));
    if (limit <= 0) {
      throw DuetException.located(327392, "$filter: limit must be greater than 0: " + limit);
    }
    return limit;
  }

  private static Expression reduce(Operands operands) {
    BsonDocument named = operands.named(40075, 40076, "input", "initialValue", "in");
    BsonValue list = reducePart(named, "input");
    BsonValue start = reducePart(named, "initialValue");
    BsonValue step = reducePart(named, "in");
    Names inner = operands.names().with("this").with("value");
    int thisPlace = inner.place("this").orElseThrow();
    int valuePlace = inner.place("value").orElseThrow();
    Expression input = operands.compile(list);
    Expression initial = operands.compile(start);
    Expression body = ExpressionCompiler.compile(step, inner);
    return scope -> {
      BsonSlice array = input.evaluate(scope);
      if (array.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!Values.isArray(array)) {
        throw DuetException.located(
            40080, "$reduce requires that 'input' be an array, found: " + array);
      }
      BsonSlice value = initial.evaluate(scope);
      for (BsonSlice element : BsonArrays.of(array)) {
        scope.bind(thisPlace, element);
        scope.bind(valuePlace, value);
        value = body.evaluate(scope);
      }
      return value;
    };
  }

  private static BsonValue reducePart(BsonDocument named, String name) {
    BsonValue part = named.get(name);
    if (part == null) {
      throw DuetException.located(40077, "$reduce requires '" + name + "' to be specified");
    }
    return part;
  }

  private static Expression sort(Operands operands) {
    BsonDocument named = operands.named(2942500, 2942501, "input", "sortBy");
    if (!named.containsKey("sortBy")) {
      throw DuetException.located(2942503, "$sortArray requires 'sortBy' to be specified");
    }
    Expression input = operands.required("input", 2942502);
    Comparator<BsonSlice> order = order(named.get("sortBy"));
    return scope -> {
      BsonSlice array = input.evaluate(scope);
      if (array.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!Values.isArray(array)) {
        throw DuetException.located(
            2942504,
            "The input argument to $sortArray must be an array, but was of type: "
                + Values.typeName(array));
      }
      List<BsonSlice> elements = BsonArrays.of(array);
      elements.sort(order);
      return BsonArrays.toArray(elements);
    };
  }

  private static Comparator<BsonSlice> order(BsonValue sortBy) {
    if (sortBy.isDocument()) {
      return SortCompiler.compileForElements(sortBy.asDocument());
    }
    int direction = Values.intValue(BsonSlice.of(sortBy)).orElse(0);
    if (Math.abs(direction) != 1) {
      throw DuetException.located(
          2942507, "$sortArray sort key must be either 1 or -1: " + BsonSlice.of(sortBy));
    }
    return direction > 0 ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }
}
