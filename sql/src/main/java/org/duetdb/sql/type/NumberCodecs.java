package org.duetdb.sql.type;

import java.math.BigDecimal;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;
import org.jspecify.annotations.Nullable;

/** The codecs of the numeric types: int32, int64, double and Decimal128. */
final class NumberCodecs {
  static final ValueCodec INTEGER = new IntegerCodec();
  static final ValueCodec BIGINT = new BigintCodec();
  static final ValueCodec DOUBLE = new DoubleCodec();
  static final ValueCodec DECIMAL = new DecimalCodec();

  private NumberCodecs() {}

  private static final class IntegerCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      if (BsonBytes.type(slot) == ElementType.INT32) {
        return BsonBytes.int32(bytes, BsonBytes.offset(slot));
      }
      if (Mismatch.isNull(slot)) {
        return null;
      }
      long value = wholeNumber(bytes, slot, "INTEGER");
      if (value != (int) value) {
        throw Mismatch.failure(bytes, slot, "INTEGER");
      }
      return (int) value;
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      sink.header(ElementType.INT32, name);
      sink.writeInt32(((Number) value).intValue());
    }
  }

  private static final class BigintCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      if (BsonBytes.type(slot) == ElementType.INT64) {
        return BsonBytes.int64(bytes, BsonBytes.offset(slot));
      }
      return Mismatch.isNull(slot) ? null : wholeNumber(bytes, slot, "BIGINT");
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      sink.header(ElementType.INT64, name);
      sink.writeInt64(((Number) value).longValue());
    }
  }

  private static final class DoubleCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      if (BsonBytes.type(slot) == ElementType.DOUBLE) {
        return BsonBytes.float64(bytes, BsonBytes.offset(slot));
      }
      if (Mismatch.isNull(slot)) {
        return null;
      }
      Mismatch.requireNumber(bytes, slot, "DOUBLE");
      return BsonNumbers.nearestDouble(bytes, slot);
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      sink.header(ElementType.DOUBLE, name);
      sink.writeFloat64(((Number) value).doubleValue());
    }
  }

  private static final class DecimalCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      if (Mismatch.isNull(slot)) {
        return null;
      }
      Mismatch.requireNumber(bytes, slot, "DECIMAL");
      var number = BsonNumbers.decimal(bytes, slot);
      if (!number.isFinite()) {
        throw Mismatch.failure(bytes, slot, "DECIMAL");
      }
      return Decimals.toBigDecimal(number);
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      sink.header(ElementType.DECIMAL128, name);
      sink.writeDecimal128(Decimals.fromBigDecimal((BigDecimal) value));
    }
  }

  private static long wholeNumber(byte[] bytes, long slot, String type) {
    Mismatch.requireNumber(bytes, slot, type);
    if (!BsonNumbers.isLong(bytes, slot)) {
      throw Mismatch.failure(bytes, slot, type);
    }
    return BsonNumbers.longValue(bytes, slot);
  }
}
