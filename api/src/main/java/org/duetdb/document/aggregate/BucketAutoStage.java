package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.expression.DocumentFields;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Scope;

/** {@code $bucketAuto}: so many groups of about the same size; equal values stay together. */
final class BucketAutoStage {
  private final Expression by;
  private final int buckets;
  private final List<byte[]> fields = new ArrayList<>();
  private final List<Accumulator.Factory> factories = new ArrayList<>();

  private BucketAutoStage(Expression by, int buckets) {
    this.by = by;
    this.buckets = buckets;
  }

  static Stage parse(BsonValue argument, Names names) {
    if (!argument.isDocument()) {
      throw DuetException.located(
          40240,
          "The argument to $bucketAuto must be an object, but found type: "
              + ElementType.nameOf(BsonSlice.of(argument).type())
              + ".");
    }
    BsonDocument options = argument.asDocument();
    for (String name : options.keySet()) {
      if (!List.of("groupBy", "buckets", "output", "granularity").contains(name)) {
        throw DuetException.located(40245, "Unrecognized option to $bucketAuto: " + name + ".");
      }
    }
    if (options.containsKey("granularity")) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED, "the granularity of $bucketAuto is not supported");
    }
    if (!options.containsKey("groupBy") || !options.containsKey("buckets")) {
      throw DuetException.located(
          40246, "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
    }
    BucketAutoStage stage =
        new BucketAutoStage(
            ExpressionCompiler.compile(options.get("groupBy"), names),
            buckets(options.get("buckets")));
    BucketStages.output(options, names, stage.fields, stage.factories);
    return (input, context) -> SortStage.later(() -> stage.bucketed(input, context));
  }

  private static int buckets(BsonValue value) {
    BsonSlice number = BsonSlice.of(value);
    if (!number.isNumber()) {
      throw DuetException.located(
          40241,
          "The $bucketAuto 'buckets' field must be a numeric value, but found type: "
              + ElementType.nameOf(number.type())
              + ".");
    }
    double count = BsonNumbers.nearestDouble(number.bytes(), number.slot());
    if (count != (int) count) {
      throw DuetException.located(
          40242,
          "The $bucketAuto 'buckets' field must be representable as a 32-bit integer, but found "
              + number
              + ".");
    }
    if (count <= 0) {
      throw DuetException.located(
          40243,
          "The $bucketAuto 'buckets' field must be greater than 0, but found: " + number + ".");
    }
    return (int) count;
  }

  /** A document with the value it is sorted by. */
  private record Entry(BsonSlice value, byte[] document) {}

  private List<byte[]> bucketed(Iterator<byte[]> input, PipelineContext context) {
    MemoryBudget budget = new MemoryBudget("$bucketAuto", context);
    List<Entry> entries = new ArrayList<>();
    while (input.hasNext()) {
      byte[] document = input.next();
      budget.add(document.length);
      BsonSlice value = by.evaluate(Scope.of(document, context.parameters()));
      entries.add(new Entry(value.isMissing() ? BsonSlice.NULL : value, document));
    }
    entries.sort(Comparator.comparing(Entry::value));
    List<byte[]> results = new ArrayList<>();
    int size = Math.max(1, (int) Math.round((double) entries.size() / buckets));
    int from = 0;
    while (from < entries.size()) {
      boolean last = results.size() == buckets - 1;
      int to = last ? entries.size() : end(entries, Math.min(entries.size(), from + size));
      results.add(bucket(entries, from, to, context));
      from = to;
    }
    return results;
  }

  private static int end(List<Entry> entries, int wanted) {
    int to = wanted;
    while (to < entries.size() && entries.get(to).value().equals(entries.get(to - 1).value())) {
      to++;
    }
    return to;
  }

  private byte[] bucket(List<Entry> entries, int from, int to, PipelineContext context) {
    Map<String, BsonSlice> bounds = new LinkedHashMap<>();
    bounds.put("min", entries.get(from).value());
    bounds.put("max", entries.get(to < entries.size() ? to : to - 1).value());
    BsonSlice id = DocumentFields.document(bounds);
    List<byte[]> documents = entries.subList(from, to).stream().map(Entry::document).toList();
    return GroupStage.by(Expression.constant(id), fields, factories)
        .apply(documents.iterator(), context)
        .next();
  }
}
