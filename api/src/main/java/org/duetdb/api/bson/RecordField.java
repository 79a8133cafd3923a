package org.duetdb.api.bson;

import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.bson.codecs.BooleanCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DoubleCodec;
import org.bson.codecs.IntegerCodec;
import org.bson.codecs.LongCodec;
import org.bson.codecs.StringCodec;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.jspecify.annotations.Nullable;

/** One component of a record, as a field of its document. Immutable. */
final class RecordField {
  private final byte[] name;
  private final String text;
  private final Codec<Object> codec;
  private final byte plainType;
  private final boolean primitive;
  private final MethodHandle getter;

  /**
   * @param name the field's name
   * @param codec of its values
   * @param primitive whether the component can hold no null
   * @param getter of type {@code (Object)Object}
   */
  RecordField(String name, Codec<Object> codec, boolean primitive, MethodHandle getter) {
    this.name = name.getBytes(StandardCharsets.UTF_8);
    this.text = name;
    this.codec = codec;
    this.primitive = primitive;
    this.getter = getter;
    plainType = plainType(codec);
  }

  private static byte plainType(Codec<?> codec) {
    if (codec instanceof IntegerCodec) {
      return ElementType.INT32;
    }
    if (codec instanceof LongCodec) {
      return ElementType.INT64;
    }
    if (codec instanceof DoubleCodec) {
      return ElementType.DOUBLE;
    }
    if (codec instanceof BooleanCodec) {
      return ElementType.BOOLEAN;
    }
    return codec instanceof StringCodec ? ElementType.STRING : ElementType.MISSING;
  }

  /** The field's name in UTF-8. */
  byte[] name() {
    return name;
  }

  /** The codec of its values. */
  Codec<Object> codec() {
    return codec;
  }

  /**
   * The type of the values that need no codec, because they are in the document as Java has them;
   * {@link ElementType#MISSING} if there are none.
   */
  byte plainType() {
    return plainType;
  }

  /** Whether it can hold no null. */
  boolean isPrimitive() {
    return primitive;
  }

  /** Whether this is the name of the element at an offset. */
  boolean isAt(byte[] bytes, int element) {
    int end = element + 1 + name.length;
    if (end >= bytes.length || bytes[end] != 0) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (bytes[element + 1 + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether this is its name. */
  boolean isNamed(String other) {
    return text.equals(other);
  }

  private @Nullable Object value(Object record) {
    try {
      return (Object) getter.invokeExact(record);
    } catch (Error error) {
      throw error;
    } catch (Throwable refused) {
      throw new CodecConfigurationException(
          "Unable to access value of the field " + text + " of " + record.getClass(), refused);
    }
  }

  /** Writes the field of a record, unless it is null. */
  void write(ByteWriter writer, Object record) {
    var value = value(record);
    if (value == null) {
      return;
    }
    if (plainType == ElementType.MISSING) {
      writer.writeName(text);
      codec.encode(writer, value, BsonCodecs.ENCODING);
      return;
    }
    var sink = writer.sink();
    sink.header(plainType, name);
    switch (plainType) {
      case ElementType.INT32 -> sink.writeInt32((Integer) value);
      case ElementType.INT64 -> sink.writeInt64((Long) value);
      case ElementType.DOUBLE -> sink.writeFloat64((Double) value);
      case ElementType.BOOLEAN -> sink.writeByte((byte) ((Boolean) value ? 1 : 0));
      default -> sink.writeString((String) value);
    }
  }

  /** Reads a value of the plain type. */
  static Object plain(byte type, byte[] bytes, int at) {
    return switch (type) {
      case ElementType.INT32 -> BsonBytes.int32(bytes, at);
      case ElementType.INT64 -> BsonBytes.int64(bytes, at);
      case ElementType.DOUBLE -> BsonBytes.float64(bytes, at);
      case ElementType.BOOLEAN -> BsonBytes.bool(bytes, at);
      default -> BsonBytes.string(bytes, at);
    };
  }
}
