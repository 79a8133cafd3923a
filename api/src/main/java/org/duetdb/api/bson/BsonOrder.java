package org.duetdb.api.bson;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.Arrays;

/**
 * The one place that says how BSON values compare: MongoDB's total order, the equality it implies,
 * and a hash that agrees.
 *
 * <p>Types come first: MinKey, (missing and undefined,) null, numbers, strings and symbols,
 * documents, arrays, binary data, ObjectIds, booleans, dates, timestamps, regular expressions,
 * DBPointers, code, code with scope, MaxKey. Inside one of these brackets the values decide:
 * numbers on one line ({@link BsonNumbers}), strings by their UTF-8 bytes, documents element by
 * element (type, name, value), arrays element by element, binary data by length, subtype and bytes.
 * Filters, sorts, indexes, keys and SQL use this order and no other.
 */
public final class BsonOrder {
  private BsonOrder() {}

  /** Compares the values in two slots by the total order. A missing value is equal to undefined. */
  public static int compare(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    int rank = ElementType.rank(type(leftSlot));
    int rightRank = ElementType.rank(type(rightSlot));
    return rank == rightRank
        ? compareInBracket(left, leftSlot, right, rightSlot)
        : Integer.compare(rank, rightRank);
  }

  /** Compares two values by the total order. */
  public static int compare(BsonSlice left, BsonSlice right) {
    return compare(left.bytes(), left.slot(), right.bytes(), right.slot());
  }

  /** Whether values of the two types are compared by value and not by type. */
  public static boolean sameBracket(byte leftType, byte rightType) {
    return leftType == rightType || ElementType.rank(leftType) == ElementType.rank(rightType);
  }

  /** Whether two values are equal in the total order. */
  public static boolean equal(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    byte leftType = type(leftSlot);
    if (leftType == ElementType.STRING && type(rightSlot) == ElementType.STRING) {
      return Arrays.equals(
          left,
          offset(leftSlot),
          endOfString(left, leftSlot),
          right,
          offset(rightSlot),
          endOfString(right, rightSlot));
    }
    return sameBracket(leftType, type(rightSlot))
        && compareInBracket(left, leftSlot, right, rightSlot) == 0;
  }

  /** Whether two values have the same type and the same bytes. */
  public static boolean identical(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    if (type(leftSlot) != type(rightSlot)) {
      return false;
    }
    int from = offset(leftSlot);
    int rightFrom = offset(rightSlot);
    return type(leftSlot) == ElementType.MISSING
        || Arrays.equals(
            left,
            from,
            BsonBytes.skip(left, type(leftSlot), from),
            right,
            rightFrom,
            BsonBytes.skip(right, type(rightSlot), rightFrom));
  }

  /** Compares two whole documents by the total order. */
  public static int compareDocuments(byte[] left, byte[] right) {
    return compareElements(left, 0, right, 0, true);
  }

  /** A hash of the value in a slot: equal values, for example 1 and 1.0, have equal hashes. */
  public static int hash(byte[] bytes, long slot) {
    return BsonHash.hash(bytes, slot);
  }

  /** Compares two values of the same bracket. */
  static int compareInBracket(byte[] left, long leftSlot, byte[] right, long rightSlot) {
    int at = offset(leftSlot);
    int other = offset(rightSlot);
    return switch (type(leftSlot)) {
      case ElementType.INT32, ElementType.INT64, ElementType.DOUBLE, ElementType.DECIMAL128 ->
          BsonNumbers.compare(left, leftSlot, right, rightSlot);
      case ElementType.STRING, ElementType.SYMBOL, ElementType.CODE ->
          compareStrings(left, at, right, other);
      case ElementType.DOCUMENT -> compareElements(left, at, right, other, true);
      case ElementType.ARRAY -> compareElements(left, at, right, other, false);
      case ElementType.OBJECT_ID -> compareBytes(left, at, right, other, 12);
      case ElementType.BOOLEAN -> Byte.compare(left[at], right[other]);
      case ElementType.DATE ->
          Long.compare(BsonBytes.int64(left, at), BsonBytes.int64(right, other));
      case ElementType.TIMESTAMP ->
          Long.compareUnsigned(BsonBytes.int64(left, at), BsonBytes.int64(right, other));
      case ElementType.BINARY -> compareBinary(left, at, right, other);
      case ElementType.REGEX -> compareRegex(left, at, right, other);
      case ElementType.DB_POINTER -> compareDbPointer(left, at, right, other);
      case ElementType.CODE_WITH_SCOPE -> compareScopedCode(left, at, right, other);
      default -> 0;
    };
  }

  private static int compareElements(
      byte[] left, int from, byte[] right, int other, boolean names) {
    int at = from + 4;
    int rightAt = other + 4;
    while (true) {
      byte type = left[at];
      byte rightType = right[rightAt];
      if (type == ElementType.MISSING || rightType == ElementType.MISSING) {
        return Boolean.compare(type != ElementType.MISSING, rightType != ElementType.MISSING);
      }
      int nameEnd = BsonBytes.nameEnd(left, at);
      int rightNameEnd = BsonBytes.nameEnd(right, rightAt);
      int order = Integer.compare(ElementType.rank(type), ElementType.rank(rightType));
      if (order == 0 && names) {
        order = Arrays.compareUnsigned(left, at + 1, nameEnd, right, rightAt + 1, rightNameEnd);
      }
      if (order == 0) {
        long slot = BsonBytes.slot(type, nameEnd + 1);
        order = compareInBracket(left, slot, right, BsonBytes.slot(rightType, rightNameEnd + 1));
      }
      if (order != 0) {
        return order;
      }
      at = BsonBytes.skip(left, type, nameEnd + 1);
      rightAt = BsonBytes.skip(right, rightType, rightNameEnd + 1);
    }
  }

  private static int compareStrings(byte[] left, int at, byte[] right, int other) {
    return Arrays.compareUnsigned(
        left,
        at + 4,
        at + 4 + BsonBytes.stringLength(left, at),
        right,
        other + 4,
        other + 4 + BsonBytes.stringLength(right, other));
  }

  private static int compareBytes(byte[] left, int at, byte[] right, int other, int length) {
    return Arrays.compareUnsigned(left, at, at + length, right, other, other + length);
  }

  private static int compareBinary(byte[] left, int at, byte[] right, int other) {
    int length = BsonBytes.int32(left, at);
    int order = Integer.compare(length, BsonBytes.int32(right, other));
    // The subtype stands in front of the bytes, so one comparison covers both.
    return order != 0 ? order : compareBytes(left, at + 4, right, other + 4, length + 1);
  }

  private static int compareRegex(byte[] left, int at, byte[] right, int other) {
    int options = BsonBytes.endOfCString(left, at);
    int otherOptions = BsonBytes.endOfCString(right, other);
    int order = Arrays.compareUnsigned(left, at, options, right, other, otherOptions);
    return order != 0
        ? order
        : Arrays.compareUnsigned(
            left,
            options,
            BsonBytes.endOfCString(left, options),
            right,
            otherOptions,
            BsonBytes.endOfCString(right, otherOptions));
  }

  private static int compareDbPointer(byte[] left, int at, byte[] right, int other) {
    int size = BsonBytes.size(left, ElementType.DB_POINTER, at);
    int order = Integer.compare(size, BsonBytes.size(right, ElementType.DB_POINTER, other));
    return order != 0 ? order : compareBytes(left, at + 4, right, other + 4, size - 4);
  }

  private static int compareScopedCode(byte[] left, int at, byte[] right, int other) {
    int order = compareStrings(left, at + 4, right, other + 4);
    return order != 0
        ? order
        : compareElements(left, scope(left, at), right, scope(right, other), true);
  }

  private static int scope(byte[] bytes, int scopedCode) {
    return BsonBytes.skip(bytes, ElementType.CODE, scopedCode + 4);
  }

  private static int endOfString(byte[] bytes, long slot) {
    return offset(slot) + 4 + BsonBytes.int32(bytes, offset(slot));
  }
}
