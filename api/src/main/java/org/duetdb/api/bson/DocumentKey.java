package org.duetdb.api.bson;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.util.Arrays;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * The value of an {@code _id}, normalised so that it can be the key of a map: two keys are equal
 * exactly if {@link BsonOrder} holds their values equal, so {@code 1}, {@code 1L} and {@code 1.0}
 * are one key, and {@link #compareTo} is its order.
 *
 * <p>Immutable and small: whole numbers, ObjectIds and UUIDs are one object of 24 or 32 bytes, a
 * string is one with its UTF-8 bytes, anything else keeps its encoded bytes.
 */
public abstract sealed class DocumentKey implements Comparable<DocumentKey>
    permits LongKey, StringKey, ObjectIdKey, UuidKey, EncodedKey {
  private static final byte[] ID = {'_', 'i', 'd'};

  /** {@code _id} and its closing zero byte, read as a little-endian int. */
  private static final int ID_NAME = 0x0064695F;

  private static final int FIRST_NAME = 5;
  private static final int FIRST_VALUE = 9;
  private static final int SHORTEST_WITH_ID = 10;

  DocumentKey() {}

  /** The key of a document, which must have an {@code _id}. */
  public static DocumentKey of(byte[] document) {
    long slot = slotOfId(document);
    if (slot == BsonBytes.NO_SLOT) {
      throw new IllegalArgumentException("the document has no _id");
    }
    return of(document, slot);
  }

  /** The slot of a document's {@code _id}, or {@link BsonBytes#NO_SLOT}. */
  public static long slotOfId(byte[] document) {
    if (document.length >= SHORTEST_WITH_ID && BsonBytes.int32(document, FIRST_NAME) == ID_NAME) {
      return BsonBytes.slot(document[FIRST_NAME - 1], FIRST_VALUE);
    }
    return BsonBytes.find(document, ID);
  }

  /** The key that a value is. */
  public static DocumentKey of(BsonValue value) {
    return switch (value.getBsonType()) {
      case INT32 -> new LongKey(value.asInt32().getValue());
      case INT64 -> new LongKey(value.asInt64().getValue());
      case STRING -> StringKey.of(value.asString().getValue());
      case OBJECT_ID -> ObjectIdKey.of(value.asObjectId().getValue());
      default -> of(BsonSlice.of(value));
    };
  }

  /** The key that a whole number is, of whichever numeric type. */
  public static DocumentKey of(long value) {
    return new LongKey(value);
  }

  /** The key that a value is. */
  public static DocumentKey of(BsonSlice value) {
    return of(value.bytes(), value.slot());
  }

  /**
   * The key that the value in a slot is. Arrays, regular expressions and undefined cannot be keys.
   */
  public static DocumentKey of(byte[] bytes, long slot) {
    int at = offset(slot);
    return switch (type(slot)) {
      case ElementType.INT32 -> new LongKey(BsonBytes.int32(bytes, at));
      case ElementType.INT64 -> new LongKey(BsonBytes.int64(bytes, at));
      case ElementType.DOUBLE, ElementType.DECIMAL128 ->
          BsonNumbers.isLong(bytes, slot)
              ? new LongKey(BsonNumbers.longValue(bytes, slot))
              : EncodedKey.copyOf(bytes, slot);
      case ElementType.STRING, ElementType.SYMBOL ->
          new StringKey(
              Arrays.copyOfRange(bytes, at + 4, at + 4 + BsonBytes.stringLength(bytes, at)));
      case ElementType.OBJECT_ID -> ObjectIdKey.read(bytes, at);
      case ElementType.BINARY ->
          UuidKey.isUuid(bytes, at) ? UuidKey.read(bytes, at) : EncodedKey.copyOf(bytes, slot);
      case ElementType.ARRAY, ElementType.REGEX, ElementType.UNDEFINED ->
          throw new DuetException(
              ErrorCode.INVALID_ID_FIELD,
              "The '_id' value cannot be of type " + ElementType.nameOf(type(slot)));
      default -> EncodedKey.copyOf(bytes, slot);
    };
  }

  /**
   * The value that this key stands for; a whole number is an int32 if it fits one, else an int64.
   */
  public abstract BsonSlice value();

  /** The rank of the value's type, see {@link ElementType#rank}. */
  abstract int rank();

  /** Compares with a key of the same class. */
  abstract int compareToSame(DocumentKey other);

  @Override
  public final int compareTo(DocumentKey other) {
    if (getClass() == other.getClass()) {
      return compareToSame(other);
    }
    int order = Integer.compare(rank(), other.rank());
    return order != 0 ? order : value().compareTo(other.value());
  }

  @Override
  public abstract boolean equals(Object other);

  @Override
  public abstract int hashCode();

  /** The value as MongoDB prints it: {@code 1}, {@code "x"}, {@code ObjectId('...')}. */
  @Override
  public final String toString() {
    return value().toString();
  }
}
