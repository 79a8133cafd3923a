package org.duetdb.sql.type;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;

/** Between values of a declared type and values of type ANY, which say themselves what they are. */
public final class AnyValues {
  private static final byte[] NAME = {'v'};
  private static final int TYPE_OFFSET = 4;
  private static final int VALUE_OFFSET = 7;

  private AnyValues() {}

  /** A value of {@code type} as a value of ANY. */
  public static Object of(RelDataType type, Object value) {
    return switch (type.getSqlTypeName()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, ARRAY, ROW, MAP, MULTISET ->
          value instanceof BsonSlice ? value : encode(ValueCodec.of(type), value);
      default -> value;
    };
  }

  /** A value of ANY as bytes. */
  public static BsonSlice slice(Object value) {
    return value instanceof BsonSlice slice ? slice : encode(codec(value), value);
  }

  private static ValueCodec codec(Object value) {
    if (value instanceof Integer) {
      return NumberCodecs.INTEGER;
    } else if (value instanceof Long) {
      return NumberCodecs.BIGINT;
    } else if (value instanceof Double) {
      return NumberCodecs.DOUBLE;
    } else if (value instanceof BigDecimal) {
      return NumberCodecs.DECIMAL;
    } else if (value instanceof String) {
      return ScalarCodecs.TEXT;
    } else if (value instanceof Boolean) {
      return ScalarCodecs.BOOLEAN;
    } else if (value instanceof ByteString) {
      return ScalarCodecs.BYTES;
    } else if (value instanceof UUID) {
      return ScalarCodecs.UUID;
    } else if (value instanceof List) {
      return new ArrayCodec(AnyCodec.ANY);
    } else if (value instanceof Map) {
      return new MapCodec(AnyCodec.ANY);
    }
    throw new IllegalArgumentException("no BSON for " + value.getClass());
  }

  private static BsonSlice encode(ValueCodec codec, Object value) {
    BsonSink sink = new BsonSink(32);
    int start = sink.beginDocument();
    codec.write(sink, NAME, value);
    sink.endDocument(start);
    byte[] bytes = sink.toBytes();
    return BsonSlice.of(bytes, BsonBytes.slot(bytes[TYPE_OFFSET], VALUE_OFFSET));
  }

  /** Whether a value of ANY is a date. */
  public static boolean isDate(Object value) {
    return value instanceof BsonSlice slice && slice.type() == ElementType.DATE;
  }
}
