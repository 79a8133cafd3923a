package org.duetdb.document.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.sort.SortCompiler;

/** The stages that are a grouping and a sort: {@code $sortByCount} and {@code $bucket}. */
final class BucketStages {
  private static final byte[] COUNT = "count".getBytes(StandardCharsets.US_ASCII);

  private BucketStages() {}

  static Stage sortByCount(BsonValue argument, Names names) {
    boolean expression =
        argument.isDocument()
                && !argument.asDocument().isEmpty()
                && argument.asDocument().getFirstKey().startsWith("$")
            || argument.isString() && argument.asString().getValue().startsWith("$");
    if (!expression) {
      throw DuetException.located(
          40149,
          "the sortByCount field must be specified as a $-prefixed path, an expression, or an"
              + " object expression");
    }
    Stage group =
        GroupStage.by(
            ExpressionCompiler.compile(argument, names), List.of(COUNT), List.of(counter(names)));
    return then(group, SortStage.by(SortCompiler.compile(descendingCount())));
  }

  private static BsonDocument descendingCount() {
    return new BsonDocument("count", new BsonInt32(-1));
  }

  private static Accumulator.Factory counter(Names names) {
    return Accumulators.parse("$sum", new BsonInt32(1), names);
  }

  private static Stage then(Stage first, Stage second) {
    return (input, context) -> second.apply(first.apply(input, context), context);
  }

  static Stage bucket(BsonValue argument, Names names) {
    if (!argument.isDocument()) {
      throw DuetException.located(
          40201,
          "Argument to $bucket stage must be an object, but found type: "
              + ElementType.nameOf(BsonSlice.of(argument).type())
              + ".");
    }
    BsonDocument options = argument.asDocument();
    for (String name : options.keySet()) {
      if (!List.of("groupBy", "boundaries", "default", "output").contains(name)) {
        throw DuetException.located(40197, "Unrecognized option to $bucket: " + name + ".");
      }
    }
    if (!options.containsKey("groupBy") || !options.containsKey("boundaries")) {
      throw DuetException.located(
          40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.");
    }
    List<BsonSlice> boundaries = boundaries(options.get("boundaries"));
    Optional<BsonSlice> otherwise =
        Optional.ofNullable(options.get("default")).map(value -> otherwise(value, boundaries));
    Expression by = ExpressionCompiler.compile(options.get("groupBy"), names);
    Expression key = scope -> bucketOf(by.evaluate(scope), boundaries, otherwise);
    List<byte[]> fields = new ArrayList<>();
    List<Accumulator.Factory> factories = new ArrayList<>();
    output(options, names, fields, factories);
    Stage group = GroupStage.by(key, fields, factories);
    BsonDocument byId = new BsonDocument("_id", new BsonInt32(1));
    return then(group, SortStage.by(SortCompiler.compile(byId)));
  }

  /** Reads which accumulators a bucket has: a count if nothing is said. */
  static void output(
      BsonDocument options, Names names, List<byte[]> fields, List<Accumulator.Factory> factories) {
    if (!options.containsKey("output")) {
      fields.add(COUNT);
      factories.add(counter(names));
      return;
    }
    if (!options.get("output").isDocument()) {
      throw DuetException.located(
          40196,
          "The $bucket 'output' field must be an object, but found type: "
              + ElementType.nameOf(BsonSlice.of(options.get("output")).type())
              + ".");
    }
    for (Map.Entry<String, BsonValue> field : options.getDocument("output").entrySet()) {
      fields.add(field.getKey().getBytes(StandardCharsets.UTF_8));
      factories.add(GroupStage.accumulator(field.getKey(), field.getValue(), names));
    }
  }

  private static List<BsonSlice> boundaries(BsonValue value) {
    if (!value.isArray()) {
      throw DuetException.located(
          40200,
          "The $bucket 'boundaries' field must be an array, but found type: "
              + ElementType.nameOf(BsonSlice.of(value).type())
              + ".");
    }
    List<BsonSlice> boundaries = value.asArray().stream().map(BsonSlice::of).toList();
    if (boundaries.size() < 2) {
      throw DuetException.located(
          40192,
          "The $bucket 'boundaries' field must have at least 2 values, but found "
              + boundaries.size()
              + " value(s).");
    }
    for (int i = 1; i < boundaries.size(); i++) {
      BsonSlice low = boundaries.get(i - 1);
      BsonSlice high = boundaries.get(i);
      if (!BsonOrder.sameBracket(low.type(), high.type())) {
        throw DuetException.located(
            40193,
            "All values in the 'boundaries' option to $bucket must have the same type. Found"
                + " conflicting types "
                + ElementType.nameOf(low.type())
                + " and "
                + ElementType.nameOf(high.type())
                + ".");
      }
      if (low.compareTo(high) >= 0) {
        throw DuetException.located(
            40194,
            "The 'boundaries' option to $bucket must be sorted, but elements "
                + (i - 1)
                + " and "
                + i
                + " are not in ascending order ("
                + low
                + " is not less than "
                + high
                + ").");
      }
    }
    return boundaries;
  }

  private static BsonSlice otherwise(BsonValue value, List<BsonSlice> boundaries) {
    BsonSlice otherwise = BsonSlice.of(value);
    BsonSlice last = boundaries.get(boundaries.size() - 1);
    if (otherwise.compareTo(boundaries.get(0)) >= 0 && otherwise.compareTo(last) < 0) {
      throw DuetException.located(
          40199,
          "The $bucket 'default' field must be less than the lowest boundary or greater than or"
              + " equal to the highest boundary.");
    }
    return otherwise;
  }

  private static BsonSlice bucketOf(
      BsonSlice value, List<BsonSlice> boundaries, Optional<BsonSlice> otherwise) {
    for (int i = boundaries.size() - 2; i >= 0; i--) {
      if (value.compareTo(boundaries.get(i)) >= 0) {
        if (value.compareTo(boundaries.get(i + 1)) < 0) {
          return boundaries.get(i);
        }
        break;
      }
    }
    return otherwise.orElseThrow(
        () ->
            DuetException.located(
                40066,
                "$switch could not find a matching branch for an input, and no default was"
                    + " specified."));
  }
}
