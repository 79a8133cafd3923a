package org.duetdb.document.expression;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;

/** Between a document and the map of its fields. */
public final class DocumentFields {
  private DocumentFields() {}

  /** The fields of a document in order. */
  public static Map<String, BsonSlice> of(BsonSlice document) {
    Map<String, BsonSlice> fields = new LinkedHashMap<>();
    byte[] bytes = document.bytes();
    int at = BsonBytes.firstElement(document.offset());
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      fields.put(
          BsonBytes.name(bytes, at, nameEnd),
          BsonSlice.of(bytes, BsonBytes.slot(type, nameEnd + 1)));
      at = BsonBytes.skip(bytes, type, nameEnd + 1);
    }
    return fields;
  }

  /** A document of these fields. */
  public static BsonSlice document(Map<String, BsonSlice> fields) {
    BsonSink sink = new BsonSink(64);
    int start = sink.beginDocument();
    fields.forEach((name, value) -> sink.field(name.getBytes(StandardCharsets.UTF_8), value));
    sink.endDocument(start);
    return BsonSlice.ofDocument(sink.toBytes());
  }

  /** Adds the fields of a document; null and missing add nothing. */
  public static void mergeInto(Map<String, BsonSlice> merged, BsonSlice value) {
    if (value.isNullish()) {
      return;
    }
    if (!Values.isDocument(value)) {
      throw DuetException.located(
          40400,
          "$mergeObjects requires object inputs, but input "
              + value
              + " is of type "
              + Values.typeName(value));
    }
    merged.putAll(of(value));
  }
}
