package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.type;

import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * The five comparisons of a value with a constant. Values of another type bracket never match, with
 * MongoDB's exceptions: null is equal to a missing value, and everything lies between MinKey and
 * MaxKey. NaN is equal to NaN and neither less nor greater than any number.
 */
enum Comparison {
  EQUAL("$eq"),
  LESS("$lt"),
  LESS_OR_EQUAL("$lte"),
  GREATER("$gt"),
  GREATER_OR_EQUAL("$gte");

  private final String operator;

  Comparison(String operator) {
    this.operator = operator;
  }

  /** The name of the operator in a filter. */
  String operator() {
    return operator;
  }

  /** The test "value OP operand". */
  ValueTest with(BsonSlice operand) {
    if (operand.type() == ElementType.UNDEFINED) {
      throw new DuetException(ErrorCode.BAD_VALUE, "cannot compare to undefined");
    }
    return this == EQUAL ? equalTo(operand) : orderedTo(operand);
  }

  private static ValueTest equalTo(BsonSlice operand) {
    byte[] other = operand.bytes();
    long otherSlot = operand.slot();
    if (operand.type() == ElementType.NULL) {
      return (bytes, slot) -> isNullOrMissing(type(slot));
    }
    return (bytes, slot) -> BsonOrder.equal(bytes, slot, other, otherSlot);
  }

  private ValueTest orderedTo(BsonSlice operand) {
    byte[] other = operand.bytes();
    long otherSlot = operand.slot();
    byte otherType = operand.type();
    boolean inclusive = this == LESS_OR_EQUAL || this == GREATER_OR_EQUAL;
    boolean less = this == LESS || this == LESS_OR_EQUAL;
    if (BsonNumbers.isNaN(other, otherSlot)) {
      return (bytes, slot) -> inclusive && BsonNumbers.isNaN(bytes, slot);
    }
    return switch (otherType) {
      case ElementType.NULL -> (bytes, slot) -> inclusive && isNullOrMissing(type(slot));
      case ElementType.MIN_KEY ->
          (bytes, slot) -> fromEdge(type(slot), otherType, inclusive, !less);
      case ElementType.MAX_KEY -> (bytes, slot) -> fromEdge(type(slot), otherType, inclusive, less);
      default ->
          (bytes, slot) -> {
            if (!BsonOrder.sameBracket(type(slot), otherType) || BsonNumbers.isNaN(bytes, slot)) {
              return false;
            }
            int order = BsonOrder.compare(bytes, slot, other, otherSlot);
            return order == 0 ? inclusive : order < 0 == less;
          };
    };
  }

  private static boolean fromEdge(byte type, byte edge, boolean inclusive, boolean inward) {
    return type == edge ? inclusive : inward;
  }

  private static boolean isNullOrMissing(byte type) {
    return type == ElementType.NULL || type == ElementType.MISSING || type == ElementType.UNDEFINED;
  }
}
