package org.duetdb.document.expression;

import java.util.Optional;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;

/** What operators ask values for. */
final class Values {
  private Values() {}

  static String typeName(BsonSlice value) {
    return ElementType.nameOf(value.type());
  }

  static boolean isString(BsonSlice value) {
    return value.type() == ElementType.STRING || value.type() == ElementType.SYMBOL;
  }

  static boolean isArray(BsonSlice value) {
    return value.type() == ElementType.ARRAY;
  }

  static boolean isDocument(BsonSlice value) {
    return value.type() == ElementType.DOCUMENT;
  }

  static String string(BsonSlice value) {
    return BsonBytes.string(value.bytes(), value.offset());
  }

  static double number(BsonSlice value) {
    return BsonNumbers.nearestDouble(value.bytes(), value.slot());
  }

  /** The whole number that a value is, if it is one and fits an int. */
  static Optional<Integer> intValue(BsonSlice value) {
    if (!value.isNumber() || !BsonNumbers.isLong(value.bytes(), value.slot())) {
      return Optional.empty();
    }
    long number = BsonNumbers.longValue(value.bytes(), value.slot());
    return number == (int) number ? Optional.of((int) number) : Optional.empty();
  }

  /** The value as messages show it; a missing one by that word. */
  static String text(BsonSlice value) {
    return value.isMissing() ? "missing" : value.toString();
  }

  static boolean anyNullish(BsonSlice[] values) {
    for (BsonSlice value : values) {
      if (value.isNullish()) {
        return true;
      }
    }
    return false;
  }

  static boolean anyOfType(BsonSlice[] values, byte type) {
    for (BsonSlice value : values) {
      if (value.type() == type) {
        return true;
      }
    }
    return false;
  }
}
