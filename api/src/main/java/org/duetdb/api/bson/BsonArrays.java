package org.duetdb.api.bson;

import java.util.ArrayList;
import java.util.List;

/** Between the bytes of an array and the list of its elements. */
public final class BsonArrays {
  private BsonArrays() {}

  /** The elements of an array, in place. */
  public static List<BsonSlice> of(BsonSlice array) {
    byte[] bytes = array.bytes();
    List<BsonSlice> elements = new ArrayList<>();
    int at = BsonBytes.firstElement(array.offset());
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      elements.add(BsonSlice.of(bytes, BsonBytes.slot(type, value)));
      at = BsonBytes.skip(bytes, type, value);
    }
    return elements;
  }

  /** An array of these elements. */
  public static BsonSlice toArray(List<BsonSlice> elements) {
    BsonSink sink = new BsonSink(32 * (elements.size() + 1));
    int start = sink.beginDocument();
    int index = 0;
    for (BsonSlice element : elements) {
      sink.header(element.type(), index++);
      sink.value(element.bytes(), element.slot());
    }
    sink.endDocument(start);
    return BsonSlice.of(sink.toBytes(), BsonBytes.slot(ElementType.ARRAY, 0));
  }

  /** The number of levels of the deepest of some values. */
  public static int depth(List<BsonSlice> values) {
    return values.stream()
        .mapToInt(value -> DocumentLimits.depth(value.bytes(), value.slot()))
        .max()
        .orElse(0);
  }
}
