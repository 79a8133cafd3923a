package org.duetdb.sql.expression;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.Moments;

/** Any value as text. */
final class TextCasts {
  private static final JsonWriterSettings JSON =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private TextCasts() {}

  static UnaryOperator<Object> to(RelDataType from, RelDataType to, Casts.Mode mode) {
    int limit = to.getPrecision();
    UnaryOperator<Object> text = text(from);
    return limit <= 0 ? text : value -> limited((String) text.apply(value), limit, mode);
  }

  private static String limited(String text, int limit, Casts.Mode mode) {
    if (text.codePointCount(0, text.length()) <= limit) {
      return text;
    }
    int end = text.offsetByCodePoints(0, limit);
    if (mode == Casts.Mode.ASSIGNMENT && !text.substring(end).isBlank()) {
      throw new SqlFailure(
          SqlState.STRING_TOO_LONG,
          "a text of " + text.length() + " characters is too long for VARCHAR(" + limit + ")");
    }
    return text.substring(0, end);
  }

  private static UnaryOperator<Object> text(RelDataType from) {
    return switch (from.getSqlTypeName()) {
      case CHAR, VARCHAR -> value -> value instanceof String ? value : plain(value);
      case DATE -> value -> Moments.dateText((Long) value);
      case TIME -> value -> Moments.timeText((Long) value);
      case TIMESTAMP -> value -> Moments.timestampText((Long) value);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
          value -> Moments.timestampText((Long) value) + "+00";
      case ARRAY, MAP, ROW, MULTISET -> value -> json(AnyValues.slice(AnyValues.of(from, value)));
      default ->
          SqlTypeUtil.isInterval(from)
              ? value -> IntervalCasts.text((Number) value, from)
              : TextCasts::plain;
    };
  }

  private static String plain(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value instanceof BsonSlice slice ? ofSlice(slice) : value.toString();
  }

  private static String ofSlice(BsonSlice slice) {
    return switch (slice.type()) {
      case ElementType.DATE ->
          Moments.timestampText(BsonBytes.int64(slice.bytes(), slice.offset()));
      case ElementType.OBJECT_ID -> BsonBytes.objectId(slice.bytes(), slice.offset()).toHexString();
      case ElementType.STRING, ElementType.SYMBOL ->
          BsonBytes.string(slice.bytes(), slice.offset());
      case ElementType.DECIMAL128 -> BsonBytes.decimal128(slice.bytes(), slice.offset()).toString();
      case ElementType.DOCUMENT, ElementType.ARRAY -> json(slice);
      default -> slice.toString();
    };
  }

  /** A document or array as JSON. */
  private static String json(BsonSlice slice) {
    var wrapped = new BsonDocument("v", slice.toBsonValue()).toJson(JSON);
    return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1).strip();
  }
}
