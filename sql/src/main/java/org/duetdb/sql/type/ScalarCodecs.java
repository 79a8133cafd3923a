package org.duetdb.sql.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.calcite.avatica.util.ByteString;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.ElementType;
import org.jspecify.annotations.Nullable;

/** The codecs of the types that are one BSON type each: boolean, string, binary data, date. */
final class ScalarCodecs {
  static final ValueCodec BOOLEAN = new BooleanCodec();
  static final ValueCodec TEXT = new TextCodec();
  static final ValueCodec BYTES = new BytesCodec();
  static final ValueCodec DATE = new DateCodec();
  static final ValueCodec UUID = new UuidCodec();

  private static final byte GENERIC = 0;
  private static final byte UUID_SUBTYPE = 4;

  private ScalarCodecs() {}

  private static final class BooleanCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      if (BsonBytes.type(slot) == ElementType.BOOLEAN) {
        return BsonBytes.bool(bytes, BsonBytes.offset(slot));
      }
      return nullOrFailure(bytes, slot, "BOOLEAN");
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      sink.header(ElementType.BOOLEAN, name);
      sink.writeByte((byte) ((Boolean) value ? 1 : 0));
    }
  }

  private static final class TextCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      byte type = BsonBytes.type(slot);
      if (type == ElementType.STRING || type == ElementType.SYMBOL) {
        return BsonBytes.string(bytes, BsonBytes.offset(slot));
      }
      return nullOrFailure(bytes, slot, "VARCHAR");
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
      sink.header(ElementType.STRING, name);
      sink.writeInt32(text.length + 1);
      sink.copy(text, 0, text.length);
      sink.writeByte((byte) 0);
    }
  }

  private static final class BytesCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      if (BsonBytes.type(slot) == ElementType.BINARY) {
        int from = BsonBytes.offset(slot) + 5;
        return new ByteString(
            Arrays.copyOfRange(bytes, from, from + BsonBytes.int32(bytes, from - 5)));
      }
      return nullOrFailure(bytes, slot, "VARBINARY");
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      byte[] content = ValueCodec.bytes(value);
      sink.header(ElementType.BINARY, name);
      sink.writeInt32(content.length);
      sink.writeByte(GENERIC);
      sink.copy(content, 0, content.length);
    }
  }

  /** DATE, TIME and TIMESTAMP as the bson library's codecs for java.time store them. */
  private static final class DateCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      if (BsonBytes.type(slot) == ElementType.DATE) {
        return BsonBytes.int64(bytes, BsonBytes.offset(slot));
      }
      return nullOrFailure(bytes, slot, "TIMESTAMP");
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      sink.header(ElementType.DATE, name);
      sink.writeInt64((Long) value);
    }
  }

  private static final class UuidCodec implements ValueCodec {
    @Override
    public @Nullable Object read(byte[] bytes, long slot) {
      int at = BsonBytes.offset(slot);
      if (BsonBytes.type(slot) == ElementType.BINARY
          && bytes[at + 4] == UUID_SUBTYPE
          && BsonBytes.int32(bytes, at) == 16) {
        return new java.util.UUID(
            Long.reverseBytes(BsonBytes.int64(bytes, at + 5)),
            Long.reverseBytes(BsonBytes.int64(bytes, at + 13)));
      }
      return nullOrFailure(bytes, slot, "UUID");
    }

    @Override
    public void write(BsonSink sink, byte[] name, Object value) {
      var uuid = (java.util.UUID) value;
      sink.header(ElementType.BINARY, name);
      sink.writeInt32(16);
      sink.writeByte(UUID_SUBTYPE);
      sink.writeInt64(Long.reverseBytes(uuid.getMostSignificantBits()));
      sink.writeInt64(Long.reverseBytes(uuid.getLeastSignificantBits()));
    }
  }

  private static @Nullable Object nullOrFailure(byte[] bytes, long slot, String type) {
    if (Mismatch.isNull(slot)) {
      return null;
    }
    throw Mismatch.failure(bytes, slot, type);
  }
}
