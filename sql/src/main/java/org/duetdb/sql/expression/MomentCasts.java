package org.duetdb.sql.expression;

import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.Moments;

/** Values as DATE, TIME and TIMESTAMP. */
final class MomentCasts {
  private MomentCasts() {}

  static UnaryOperator<Object> to(RelDataType from, RelDataType to) {
    boolean fromTime = from.getSqlTypeName() == SqlTypeName.TIME;
    return switch (to.getSqlTypeName()) {
      case DATE -> value -> startOfDay(millis(value, Moments::parseDate));
      case TIME -> value -> Math.floorMod(millis(value, Moments::parseTime), Moments.DAY);
      default ->
          fromTime
              ? value -> {
                throw Casts.mismatch(Moments.timeText((Long) value), "a TIMESTAMP");
              }
              : value -> millis(value, Moments::parseTimestamp);
    };
  }

  private static long startOfDay(long millis) {
    return Math.floorDiv(millis, Moments.DAY) * Moments.DAY;
  }

  private static long millis(Object value, ToLongFunction<String> parser) {
    if (value instanceof Long millis) {
      return millis;
    } else if (value instanceof String text) {
      return parser.applyAsLong(text);
    } else if (AnyValues.isDate(value)) {
      BsonSlice slice = (BsonSlice) value;
      return BsonBytes.int64(slice.bytes(), slice.offset());
    }
    throw Casts.mismatch(value, "a date or time");
  }
}
