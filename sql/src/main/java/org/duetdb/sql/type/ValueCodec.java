package org.duetdb.sql.type;

import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataType;
import org.duetdb.api.bson.BsonSink;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one SQL type lie in a document: reading and writing side by side. Stateless and
 * shared by threads.
 *
 * <p>Reading is tolerant of what the document API may have written: any number that the type can
 * hold exactly is one of its values. What it cannot hold is refused as 42804, never shown as
 * something else.
 */
public interface ValueCodec {

  /** The value in a slot; null for NULL, undefined and missing. */
  @Nullable Object read(byte[] bytes, long slot);

  /** Writes a value, which must not be null, as the field of that name. */
  void write(BsonSink sink, byte[] name, Object value);

  /** The codec of a type. */
  static ValueCodec of(RelDataType type) {
    return switch (SqlTypes.name(type)) {
      case BOOLEAN -> ScalarCodecs.BOOLEAN;
      case TINYINT, SMALLINT, INTEGER -> NumberCodecs.INTEGER;
      case BIGINT -> NumberCodecs.BIGINT;
      case REAL, FLOAT, DOUBLE -> NumberCodecs.DOUBLE;
      case DECIMAL -> NumberCodecs.DECIMAL;
      case CHAR, VARCHAR -> ScalarCodecs.TEXT;
      case BINARY, VARBINARY -> ScalarCodecs.BYTES;
      case DATE,
          TIME,
          TIME_WITH_LOCAL_TIME_ZONE,
          TIMESTAMP,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          TIME_TZ,
          TIMESTAMP_TZ ->
          ScalarCodecs.DATE;
      case UUID -> ScalarCodecs.UUID;
      case INTERVAL_YEAR_MONTH -> NumberCodecs.INTEGER;
      case INTERVAL_DAY_SECOND -> NumberCodecs.BIGINT;
      case ARRAY, MULTISET -> new ArrayCodec(of(type.getComponentType()));
      case ROW -> RowCodec.of(type);
      case MAP -> new MapCodec(of(type.getValueType()));
      default -> AnyCodec.ANY;
    };
  }

  /** The bytes of a binary value. */
  static byte[] bytes(Object value) {
    return ((ByteString) value).getBytes();
  }
}
