package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;

/**
 * {@code $elemMatch}: the value is an array and one of its elements passes.
 *
 * @param test the test of an element
 */
record ElementTest(ValueTest test) implements ValueTest {
  @Override
  public boolean test(byte[] bytes, long slot) {
    return position(bytes, slot) >= 0;
  }

  /** The index of the first element that passes, or -1. */
  int position(byte[] bytes, long slot) {
    if (type(slot) != ElementType.ARRAY) {
      return -1;
    }
    int index = 0;
    int at = BsonBytes.firstElement(offset(slot));
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      if (test.test(bytes, BsonBytes.slot(type, value))) {
        return index;
      }
      index++;
      at = BsonBytes.skip(bytes, type, value);
    }
    return -1;
  }
}
