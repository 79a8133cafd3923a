package org.duetdb.sql.type;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.ElementType;
import org.jspecify.annotations.Nullable;

/** ARRAY: a BSON array, element by element. */
final class ArrayCodec implements ValueCodec {
  private final ValueCodec element;

  ArrayCodec(ValueCodec element) {
    this.element = element;
  }

  @Override
  public @Nullable Object read(byte[] bytes, long slot) {
    if (Mismatch.isNull(slot)) {
      return null;
    }
    if (BsonBytes.type(slot) != ElementType.ARRAY) {
      throw Mismatch.failure(bytes, slot, "an ARRAY");
    }
    List<@Nullable Object> values = new ArrayList<>();
    int at = BsonBytes.firstElement(BsonBytes.offset(slot));
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      values.add(element.read(bytes, BsonBytes.slot(type, value)));
      at = BsonBytes.skip(bytes, type, value);
    }
    return values;
  }

  @Override
  public void write(BsonSink sink, byte[] name, Object value) {
    sink.header(ElementType.ARRAY, name);
    int start = sink.beginDocument();
    int index = 0;
    for (Object each : (List<?>) value) {
      writeNullable(sink, BsonSink.indexName(index++), element, each);
    }
    sink.endDocument(start);
  }

  /** Writes a value or NULL. */
  static void writeNullable(BsonSink sink, byte[] name, ValueCodec codec, @Nullable Object value) {
    if (value == null) {
      sink.header(ElementType.NULL, name);
    } else {
      codec.write(sink, name, value);
    }
  }
}
