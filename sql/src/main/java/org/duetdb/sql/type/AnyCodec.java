package org.duetdb.sql.type;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * Values of any type, left where they lie; numbers, texts and booleans come out as Java objects.
 */
final class AnyCodec implements ValueCodec {
  static final ValueCodec ANY = new AnyCodec();

  private AnyCodec() {}

  @Override
  public @Nullable Object read(byte[] bytes, long slot) {
    int at = BsonBytes.offset(slot);
    return switch (BsonBytes.type(slot)) {
      case ElementType.MISSING, ElementType.NULL, ElementType.UNDEFINED -> null;
      case ElementType.INT32 -> (Object) BsonBytes.int32(bytes, at);
      case ElementType.INT64 -> BsonBytes.int64(bytes, at);
      case ElementType.DOUBLE -> BsonBytes.float64(bytes, at);
      case ElementType.STRING -> BsonBytes.string(bytes, at);
      case ElementType.BOOLEAN -> BsonBytes.bool(bytes, at);
      default -> BsonSlice.of(bytes, slot);
    };
  }

  @Override
  public void write(BsonSink sink, byte[] name, Object value) {
    sink.field(name, AnyValues.slice(value));
  }
}
