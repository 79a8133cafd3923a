package org.duetdb.document.filter;

import org.bson.BsonType;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** The whole numbers that operators take as arguments, with MongoDB's refusals. */
final class Numbers {
  private Numbers() {}

  static boolean isNumber(BsonValue value) {
    return value.isNumber() || value.getBsonType() == BsonType.DECIMAL128;
  }

  static double doubleValue(BsonValue value) {
    BsonSlice slice = BsonSlice.of(value);
    return BsonNumbers.nearestDouble(slice.bytes(), slice.slot());
  }

  /** A number without a needless fraction. */
  static String plain(BsonValue value) {
    double number = doubleValue(value);
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** The whole number that is the argument of an operator. */
  static long wholeNumber(String operator, BsonValue argument) {
    String element = operator + ": " + BsonText.of(argument);
    if (!isNumber(argument)) {
      throw new DuetException(ErrorCode.FAILED_TO_PARSE, "Expected a number in: " + element);
    }
    BsonSlice slice = BsonSlice.of(argument);
    if (BsonNumbers.isLong(slice.bytes(), slice.slot())) {
      return BsonNumbers.longValue(slice.bytes(), slice.slot());
    }
    throw new DuetException(
        ErrorCode.FAILED_TO_PARSE, whyNotWhole(doubleValue(argument)) + element);
  }

  /** The whole number, not negative, that is the argument of an operator. */
  static long nonNegative(String operator, BsonValue argument) {
    long number = wholeNumber(operator, argument);
    if (number < 0) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE,
          "Expected a non-negative number in: " + operator + ": " + BsonText.of(argument));
    }
    return number;
  }

  private static String whyNotWhole(double number) {
    if (Double.isNaN(number)) {
      return "Expected an integer, but found NaN in: ";
    }
    return number == Math.rint(number)
        ? "Cannot represent as a 64-bit integer: "
        : "Expected an integer: ";
  }
}
