package org.duetdb.api.bson;

import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from the bytes of documents, and writes them there, at a third of the price of the
 * library's codec. Fields are expected in the order of the components, in which they were probably
 * written. What is out of the ordinary (a null or nothing for a primitive, a constructor that
 * refuses) is left to the library's codec from the start, which knows what to say about it.
 */
final class ByteRecordCodec<T> implements Codec<T> {
  private final Codec<T> library;
  private final RecordField[] fields;
  private final RecordLayout layout;

  ByteRecordCodec(Codec<T> library, RecordLayout layout) {
    this.library = library;
    this.layout = layout;
    fields = layout.fields();
  }

  @Override
  public Class<T> getEncoderClass() {
    return library.getEncoderClass();
  }

  @Override
  public T decode(BsonReader reader, DecoderContext context) {
    if (reader instanceof ByteReader bytes) {
      int start = bytes.documentStart();
      var values = values(bytes, start);
      var made = values == null ? null : made(values);
      if (made != null) {
        bytes.passDocument(start);
        return made;
      }
      bytes.backToDocument(start);
    }
    return library.decode(reader, context);
  }

  /** The values of the components; null if the library has to have a look. */
  private @Nullable Object @Nullable [] values(ByteReader reader, int start) {
    var bytes = reader.bytes();
    var values = new @Nullable Object[fields.length];
    int at = BsonBytes.firstElement(start);
    int expected = 0;
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int index = index(bytes, at, expected);
      if (index < 0) {
        at = BsonBytes.skip(bytes, type, BsonBytes.nameEnd(bytes, at) + 1);
        continue;
      }
      var field = fields[index];
      int valueAt = at + field.name().length + 2;
      if (type == field.plainType()) {
        values[index] = RecordField.plain(type, bytes, valueAt);
      } else if (type != ElementType.NULL) {
        reader.moveToValue(at, valueAt);
        values[index] = field.codec().decode(reader, BsonCodecs.DECODING);
      } else if (field.isPrimitive()) {
        return null;
      }
      at = BsonBytes.skip(bytes, type, valueAt);
      expected = index + 1;
    }
    return values;
  }

  /** The field with the name of an element, which is probably the one expected; -1 for none. */
  private int index(byte[] bytes, int element, int expected) {
    if (expected < fields.length && fields[expected].isAt(bytes, element)) {
      return expected;
    }
    for (int index = 0; index < fields.length; index++) {
      if (fields[index].isAt(bytes, element)) {
        return index;
      }
    }
    return -1;
  }

  /** The record; null if the library has to have a look. */
  @SuppressWarnings("unchecked") // the constructor makes T
  private @Nullable T made(@Nullable Object[] values) {
    for (int i = 0; i < fields.length; i++) {
      if (values[i] == null && fields[i].isPrimitive()) {
        return null;
      }
    }
    try {
      return (T) layout.make(values);
    } catch (Error error) {
      throw error;
    } catch (Throwable refused) {
      return null; // because the library calls it again and tells of the refusal
    }
  }

  @Override
  public void encode(BsonWriter writer, T value, EncoderContext context) {
    if (!(writer instanceof ByteWriter bytes)) {
      library.encode(writer, value, context);
      return;
    }
    bytes.writeStartDocument();
    for (var field : layout.written()) {
      field.write(bytes, value);
    }
    bytes.writeEndDocument();
  }
}
