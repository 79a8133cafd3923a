package org.duetdb.document.filter;

import org.bson.BsonValue;

/**
 * What MongoDB takes for true where it takes any value for a boolean: everything but false, zero,
 * null and undefined.
 */
final class Truth {
  private Truth() {}

  static boolean of(BsonValue value) {
    return switch (value.getBsonType()) {
      case BOOLEAN -> value.asBoolean().getValue();
      case INT32, INT64, DOUBLE, DECIMAL128 -> Numbers.doubleValue(value) != 0;
      case NULL, UNDEFINED -> false;
      default -> true;
    };
  }
}
