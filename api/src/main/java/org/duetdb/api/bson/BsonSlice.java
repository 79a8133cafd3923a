package org.duetdb.api.bson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;

/**
 * A value that lies in the bytes of a document: the bytes, and the slot in them. Equal by {@link
 * BsonOrder}.
 *
 * <p>Immutable as long as nobody writes to the bytes, which nobody may. The bytes are not copied,
 * so a slice keeps the whole document alive; {@link #detached()} makes one that does not.
 */
public final class BsonSlice implements Comparable<BsonSlice> {
  private static final byte[] NAME = {'v'};
  private static final int WRAPPED_OFFSET = 7;
  private static final BsonSlice TRUE =
      new BsonSlice(new byte[] {1}, BsonBytes.slot(ElementType.BOOLEAN, 0));
  private static final BsonSlice FALSE =
      new BsonSlice(new byte[] {0}, BsonBytes.slot(ElementType.BOOLEAN, 0));

  /** Stands for a value that is not there, where expressions hand values on. */
  public static final BsonSlice MISSING = new BsonSlice(new byte[0], BsonBytes.NO_SLOT);

  /** The value null. */
  public static final BsonSlice NULL =
      new BsonSlice(new byte[0], BsonBytes.slot(ElementType.NULL, 0));

  private final byte[] bytes;
  private final long slot;

  private BsonSlice(byte[] bytes, long slot) {
    this.bytes = bytes;
    this.slot = slot;
  }

  /** The value in a slot of these bytes. */
  public static BsonSlice of(byte[] bytes, long slot) {
    return slot == BsonBytes.NO_SLOT ? MISSING : new BsonSlice(bytes, slot);
  }

  /** A whole document as a value. */
  public static BsonSlice ofDocument(byte[] document) {
    return new BsonSlice(document, BsonBytes.slot(ElementType.DOCUMENT, 0));
  }

  /** A value, encoded once. */
  public static BsonSlice of(BsonValue value) {
    return switch (value.getBsonType()) {
      case INT32 -> of(value.asInt32().getValue());
      case INT64 -> of(value.asInt64().getValue());
      case DOUBLE -> of(value.asDouble().getValue());
      case STRING -> of(value.asString().getValue());
      case BOOLEAN -> of(value.asBoolean().getValue());
      case DATE_TIME -> ofDate(value.asDateTime().getValue());
      case NULL -> NULL;
      case OBJECT_ID ->
          new BsonSlice(
              value.asObjectId().getValue().toByteArray(),
              BsonBytes.slot(ElementType.OBJECT_ID, 0));
      default -> wrapped(value);
    };
  }

  private static BsonSlice wrapped(BsonValue value) {
    byte[] document = BsonCodecs.encode(new BsonDocument("v", value));
    return new BsonSlice(document, BsonBytes.slot(document[4], WRAPPED_OFFSET));
  }

  /** A string. */
  public static BsonSlice of(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[utf8.length + 5];
    BsonBytes.putInt32(bytes, 0, utf8.length + 1);
    System.arraycopy(utf8, 0, bytes, 4, utf8.length);
    return new BsonSlice(bytes, BsonBytes.slot(ElementType.STRING, 0));
  }

  /** A boolean. */
  public static BsonSlice of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** An int32. */
  public static BsonSlice of(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    BsonBytes.putInt32(bytes, 0, value);
    return new BsonSlice(bytes, BsonBytes.slot(ElementType.INT32, 0));
  }

  /** An int64. */
  public static BsonSlice of(long value) {
    return ofEightBytes(ElementType.INT64, value);
  }

  /** A double. */
  public static BsonSlice of(double value) {
    return ofEightBytes(ElementType.DOUBLE, Double.doubleToRawLongBits(value));
  }

  /** A date, by its milliseconds since 1970. */
  public static BsonSlice ofDate(long milliseconds) {
    return ofEightBytes(ElementType.DATE, milliseconds);
  }

  /** A timestamp, by its seconds since 1970 and its ordinal within the second. */
  public static BsonSlice ofTimestamp(int seconds, int ordinal) {
    return ofEightBytes(ElementType.TIMESTAMP, (long) seconds << 32 | ordinal & 0xFFFFFFFFL);
  }

  /** A Decimal128. */
  public static BsonSlice of(Decimal128 value) {
    BsonSink sink = new BsonSink(16);
    sink.writeDecimal128(value);
    return new BsonSlice(sink.toBytes(), BsonBytes.slot(ElementType.DECIMAL128, 0));
  }

  private static BsonSlice ofEightBytes(byte type, long bits) {
    byte[] bytes = new byte[Long.BYTES];
    BsonBytes.putInt64(bytes, 0, bits);
    return new BsonSlice(bytes, BsonBytes.slot(type, 0));
  }

  /** The bytes that the value lies in; not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  /** The value's slot in {@link #bytes()}. */
  public long slot() {
    return slot;
  }

  /** The type byte of the value. */
  public byte type() {
    return BsonBytes.type(slot);
  }

  /** Where the value begins in {@link #bytes()}. */
  public int offset() {
    return BsonBytes.offset(slot);
  }

  /** The number of bytes of the value. */
  public int size() {
    return BsonBytes.size(bytes, slot);
  }

  /** Whether this is {@link #MISSING}. */
  public boolean isMissing() {
    return slot == BsonBytes.NO_SLOT;
  }

  /** Whether this is missing, null or undefined. */
  public boolean isNullish() {
    return isMissing() || type() == ElementType.NULL || type() == ElementType.UNDEFINED;
  }

  /** Whether this is one of the four numeric types. */
  public boolean isNumber() {
    return ElementType.isNumber(type());
  }

  /** The same value in bytes of its own. */
  public BsonSlice detached() {
    BsonSink sink = new BsonSink(size() + 8);
    int start = sink.beginDocument();
    sink.field(NAME, bytes, slot);
    sink.endDocument(start);
    return new BsonSlice(sink.toBytes(), BsonBytes.slot(type(), WRAPPED_OFFSET));
  }

  /** The value as an object of the bson library. */
  public BsonValue toBsonValue() {
    int at = offset();
    return switch (type()) {
      case ElementType.INT32 -> new BsonInt32(BsonBytes.int32(bytes, at));
      case ElementType.INT64 -> new BsonInt64(BsonBytes.int64(bytes, at));
      case ElementType.STRING -> new BsonString(BsonBytes.string(bytes, at));
      case ElementType.OBJECT_ID -> new BsonObjectId(BsonBytes.objectId(bytes, at));
      case ElementType.DOCUMENT ->
          new RawBsonDocument(bytes, at, size()).decode(BsonCodecs.bsonDocumentCodec());
      default -> Objects.requireNonNull(BsonCodecs.decodeDocument(detached().bytes).get("v"));
    };
  }

  /** The bytes of the value alone, without type and name: of a document, a document. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset(), offset() + size());
  }

  @Override
  public int compareTo(BsonSlice other) {
    return BsonOrder.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BsonSlice slice
        && BsonOrder.equal(bytes, slot, slice.bytes, slice.slot);
  }

  @Override
  public int hashCode() {
    return BsonOrder.hash(bytes, slot);
  }

  /** The value as MongoDB prints it in messages. */
  @Override
  public String toString() {
    return BsonText.of(bytes, slot);
  }
}
