package org.duetdb.sql.type;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.ElementType;
import org.jspecify.annotations.Nullable;

/** MAP: an embedded document whose field names are the keys. */
final class MapCodec implements ValueCodec {
  private final ValueCodec values;

  MapCodec(ValueCodec values) {
    this.values = values;
  }

  @Override
  public @Nullable Object read(byte[] bytes, long slot) {
    if (Mismatch.isNull(slot)) {
      return null;
    }
    if (BsonBytes.type(slot) != ElementType.DOCUMENT) {
      throw Mismatch.failure(bytes, slot, "a MAP");
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    int at = BsonBytes.firstElement(BsonBytes.offset(slot));
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      map.put(
          BsonBytes.name(bytes, at, nameEnd),
          values.read(bytes, BsonBytes.slot(type, nameEnd + 1)));
      at = BsonBytes.skip(bytes, type, nameEnd + 1);
    }
    return map;
  }

  @Override
  public void write(BsonSink sink, byte[] name, Object value) {
    sink.header(ElementType.DOCUMENT, name);
    int start = sink.beginDocument();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
      byte[] key = entry.getKey().toString().getBytes(StandardCharsets.UTF_8);
      ArrayCodec.writeNullable(sink, key, values, entry.getValue());
    }
    sink.endDocument(start);
  }
}
