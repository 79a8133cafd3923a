package org.duetdb.sql.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.DuetTypeFactory;
import org.duetdb.sql.type.ValueCodec;
import org.jspecify.annotations.Nullable;

/** Arrays, maps, rows, and the way into documents: {@code t['address']['city']}. */
final class CollectionFunctions {
  private static final ValueCodec ANY =
      ValueCodec.of(DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.ANY));

  private CollectionFunctions() {}

  static void register(FunctionTable.Registry registry) {
    registry.add("ITEM", call -> call.two(CollectionFunctions::item));
    registry.add("ARRAY", CollectionFunctions::list);
    registry.add("ROW", CollectionFunctions::list);
    registry.add("MAP", CollectionFunctions::map);
    registry.add("CARDINALITY", call -> call.one(CollectionFunctions::size));
    registry.add("ARRAY_LENGTH", call -> call.two(CollectionFunctions::length));
    registry.add("$OPEN", call -> call.one(value -> AnyValues.of(call.type(0), value)));
    registry.add("$SERIES", call -> call.many(v -> series(call, v)));
    ArrayQuantifiers.register(registry);
  }

  private static Expression list(FunctionCall call) {
    Expression[] elements = call.arguments().toArray(Expression[]::new);
    return (input, environment) -> {
      @Nullable Object[] values = new Object[elements.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = elements[i].value(input, environment);
      }
      return Arrays.asList(values);
    };
  }

  private static Expression map(FunctionCall call) {
    List<Expression> entries = new ArrayList<>(call.arguments());
    return (input, environment) -> {
      Map<Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < entries.size(); i += 2) {
        Object key = entries.get(i).value(input, environment);
        if (key == null) {
          throw new SqlFailure(SqlState.DATA_EXCEPTION, "a MAP cannot have NULL as a key");
        }
        map.put(key, entries.get(i + 1).value(input, environment));
      }
      return map;
    };
  }

  /**
   * The field of that name or the element of that number, counted from 1; NULL where there is none.
   */
  private static @Nullable Object item(Object container, Object key) {
    if (container instanceof Map<?, ?> map) {
      return map.get(key);
    } else if (container instanceof List<?> list) {
      int index = TextFunctions.count(key);
      return index >= 1 && index <= list.size() ? list.get(index - 1) : null;
    } else if (container instanceof BsonSlice slice) {
      return item(slice, key);
    }
    return null;
  }

  private static @Nullable Object item(BsonSlice container, Object key) {
    byte[] bytes = container.bytes();
    byte[] name;
    if (container.type() == ElementType.DOCUMENT) {
      name = key.toString().getBytes(StandardCharsets.UTF_8);
    } else if (container.type() == ElementType.ARRAY && key instanceof Number) {
      int index = TextFunctions.count(key);
      if (index < 1) {
        return null;
      }
      name = BsonSink.indexName(index - 1);
    } else {
      return null;
    }
    return ANY.read(bytes, BsonBytes.find(bytes, container.offset(), name));
  }

  /** PostgreSQL's: arrays have one dimension, and an empty one has no length. */
  private static @Nullable Object length(Object array, Object dimension) {
    int size = (int) size(array);
    return size == 0 || TextFunctions.count(dimension) != 1 ? null : (Object) size;
  }

  private static Object series(FunctionCall call, Object[] values) {
    boolean small =
        Objects.requireNonNull(call.type().getComponentType()).getSqlTypeName()
            == SqlTypeName.INTEGER;
    long step = values.length > 2 ? ((Number) values[2]).longValue() : 1;
    return NumberSeries.of(
        ((Number) values[0]).longValue(), ((Number) values[1]).longValue(), step, small);
  }

  private static Object size(Object value) {
    if (value instanceof List<?> list) {
      return list.size();
    } else if (value instanceof Map<?, ?> map) {
      return map.size();
    } else if (value instanceof BsonSlice slice
        && (slice.type() == ElementType.ARRAY || slice.type() == ElementType.DOCUMENT)) {
      return BsonBytes.count(slice.bytes(), slice.offset());
    }
    throw new SqlFailure(SqlState.DATATYPE_MISMATCH, value + " has no elements to count");
  }
}
