package org.duetdb.document.aggregate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Scope;

/** {@code $group}: one document for each value of a key, with what accumulators have gathered. */
final class GroupStage {
  private static final byte[] ID = {'_', 'i', 'd'};
  private static final int GROUP_OVERHEAD = 64;

  private final Expression key;
  private final List<byte[]> names;
  private final List<Accumulator.Factory> factories;

  private GroupStage(Expression key, List<byte[]> names, List<Accumulator.Factory> factories) {
    this.key = key;
    this.names = names;
    this.factories = factories;
  }

  static Stage parse(BsonValue argument, Names names) {
    if (!argument.isDocument()) {
      throw DuetException.located(15947, "a group's fields must be specified in an object");
    }
    Optional<Expression> key = Optional.empty();
    List<byte[]> fields = new ArrayList<>();
    List<Accumulator.Factory> factories = new ArrayList<>();
    for (Map.Entry<String, BsonValue> field : argument.asDocument().entrySet()) {
      if (field.getKey().equals("_id")) {
        key = Optional.of(ExpressionCompiler.compile(field.getValue(), names));
      } else {
        factories.add(accumulator(field.getKey(), field.getValue(), names));
        fields.add(field.getKey().getBytes(StandardCharsets.UTF_8));
      }
    }
    if (key.isEmpty()) {
      throw DuetException.located(15955, "a group specification must include an _id");
    }
    return by(key.get(), fields, factories);
  }

  /** A grouping by a key that is compiled already. */
  static Stage by(Expression key, List<byte[]> fields, List<Accumulator.Factory> factories) {
    GroupStage stage = new GroupStage(key, fields, factories);
    return (input, context) -> SortStage.later(() -> stage.grouped(input, context));
  }

  /** The accumulator that a field of a group is. */
  static Accumulator.Factory accumulator(String field, BsonValue value, Names names) {
    if (field.contains(".")) {
      throw DuetException.located(40235, "The field name '" + field + "' cannot contain '.'");
    }
    if (field.startsWith("$")) {
      throw DuetException.located(
          40236, "The field name '" + field + "' cannot be an operator name");
    }
    if (!value.isDocument()) {
      throw DuetException.located(40234, "The field '" + field + "' must be an accumulator object");
    }
    BsonDocument accumulator = value.asDocument();
    if (accumulator.size() != 1) {
      throw DuetException.located(40238, "The field '" + field + "' must specify one accumulator");
    }
    Map.Entry<String, BsonValue> operator = accumulator.entrySet().iterator().next();
    return Accumulators.parse(operator.getKey(), operator.getValue(), names);
  }

  private List<byte[]> grouped(Iterator<byte[]> input, PipelineContext context) {
    MemoryBudget budget = new MemoryBudget("$group", context);
    Map<BsonSlice, Accumulator[]> groups = new LinkedHashMap<>();
    while (input.hasNext()) {
      Scope scope = Scope.of(input.next(), context.parameters());
      Accumulator[] group = group(groups, key.evaluate(scope), budget);
      for (Accumulator accumulator : group) {
        long before = accumulator.heldBytes();
        accumulator.add(scope);
        budget.add(accumulator.heldBytes() - before);
      }
    }
    List<byte[]> results = new ArrayList<>(groups.size());
    groups.forEach((value, group) -> results.add(result(value, group)));
    return results;
  }

  private Accumulator[] group(
      Map<BsonSlice, Accumulator[]> groups, BsonSlice value, MemoryBudget budget) {
    BsonSlice present = value.isMissing() ? BsonSlice.NULL : value;
    Accumulator[] group = groups.get(present);
    if (group == null) {
      group = factories.stream().map(Accumulator.Factory::create).toArray(Accumulator[]::new);
      groups.put(present.detached(), group);
      budget.add(present.size() + (long) GROUP_OVERHEAD * (1 + group.length));
    }
    return group;
  }

  private byte[] result(BsonSlice value, Accumulator[] group) {
    BsonSink sink = new BsonSink(128);
    int start = sink.beginDocument();
    sink.field(ID, value);
    for (int i = 0; i < group.length; i++) {
      BsonSlice gathered = group[i].result();
      sink.field(names.get(i), gathered.isMissing() ? BsonSlice.NULL : gathered);
    }
    sink.endDocument(start);
    return DocumentLimits.check(sink.toBytes());
  }
}
