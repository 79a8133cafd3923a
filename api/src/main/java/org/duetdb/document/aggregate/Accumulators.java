package org.duetdb.document.aggregate;

import java.util.Comparator;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.sort.SortCompiler;

/** The accumulators of {@code $group} by name. */
final class Accumulators {
  private Accumulators() {}

  static Accumulator.Factory parse(String operator, BsonValue argument, Names names) {
    return switch (operator) {
      case "$firstN", "$lastN", "$minN", "$maxN" -> some(operator, argument, names);
      case "$top", "$bottom", "$topN", "$bottomN" -> ranked(operator, argument, names);
      case "$count" -> count(argument);
      default -> single(operator, compile(operator, argument, names));
    };
  }

  private static Expression compile(String operator, BsonValue argument, Names names) {
    if (!argument.isArray()) {
      return ExpressionCompiler.compile(argument, names);
    }
    if (argument.asArray().size() != 1) {
      throw DuetException.located(40237, "The " + operator + " accumulator is a unary operator");
    }
    return ExpressionCompiler.compile(argument.asArray().get(0), names);
  }

  private static Accumulator.Factory single(String operator, Expression input) {
    return switch (operator) {
      case "$sum" -> () -> new NumberAccumulators.Sum(input);
      case "$avg" -> () -> new NumberAccumulators.Average(input);
      case "$stdDevPop" -> () -> new NumberAccumulators.Deviation(input, 0);
      case "$stdDevSamp" -> () -> new NumberAccumulators.Deviation(input, 1);
      case "$min" -> () -> new ValueAccumulators.Extreme(input, Comparator.naturalOrder());
      case "$max" -> () -> new ValueAccumulators.Extreme(input, Comparator.reverseOrder());
      case "$first" -> () -> new ValueAccumulators.First(input);
      case "$last" -> () -> new ValueAccumulators.Last(input);
      case "$push" -> () -> new ValueAccumulators.Push(input);
      case "$addToSet" -> () -> new ValueAccumulators.AddToSet(input);
      case "$mergeObjects" -> () -> new ValueAccumulators.MergeObjects(input);
      default -> throw DuetException.located(15952, "unknown group operator '" + operator + "'");
    };
  }

  private static Accumulator.Factory count(BsonValue argument) {
    if (!argument.isDocument() || !argument.asDocument().isEmpty()) {
      throw DuetException.located(5447800, "$count takes no arguments, i.e. $count:{}");
    }
    return single("$sum", Expression.constant(BsonSlice.of(1)));
  }

  private static Accumulator.Factory some(String operator, BsonValue argument, Names names) {
    BsonDocument named = named(operator, argument, 5787801);
    Expression n = required(operator, named, "n", 5787906, names);
    Expression input = required(operator, named, "input", 5787907, names);
    Comparator<BsonSlice> order =
        operator.equals("$minN") ? Comparator.naturalOrder() : Comparator.reverseOrder();
    return switch (operator) {
      case "$firstN" -> () -> new ListAccumulators.FirstN(operator, n, input);
      case "$lastN" -> () -> new ListAccumulators.LastN(operator, n, input);
      default -> () -> new ListAccumulators.ExtremeN(operator, n, input, order);
    };
  }

  private static Accumulator.Factory ranked(String operator, BsonValue argument, Names names) {
    BsonDocument named = named(operator, argument, 5788001);
    boolean many = operator.endsWith("N");
    Expression n =
        many
            ? required(operator, named, "n", 5788003, names)
            : ExpressionCompiler.compile(new BsonInt32(1), names);
    Expression output = required(operator, named, "output", 5788004, names);
    if (!named.containsKey("sortBy") || !named.get("sortBy").isDocument()) {
      throw DuetException.located(5788005, "Missing value for 'sortBy'");
    }
    Comparator<byte[]> order = SortCompiler.compile(named.getDocument("sortBy"));
    boolean top = operator.startsWith("$top");
    return () -> new ListAccumulators.Ranked(operator, n, output, order, top, many);
  }

  private static BsonDocument named(String operator, BsonValue argument, int refusal) {
    if (!argument.isDocument()) {
      throw DuetException.located(
          refusal,
          "specification must be an object; found " + operator + ": " + BsonSlice.of(argument));
    }
    for (String name : argument.asDocument().keySet()) {
      if (!List.of("n", "input", "output", "sortBy").contains(name)) {
        throw DuetException.located(
            5787901, "Unknown argument for '" + operator + "' operator: " + name);
      }
    }
    return argument.asDocument();
  }

  private static Expression required(
      String operator, BsonDocument named, String name, int refusal, Names names) {
    if (!named.containsKey(name)) {
      throw DuetException.located(refusal, "Missing value for '" + name + "' of " + operator);
    }
    return ExpressionCompiler.compile(named.get(name), names);
  }
}
