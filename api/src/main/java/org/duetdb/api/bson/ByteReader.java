package org.duetdb.api.bson;

import java.util.Arrays;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDbPointer;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonReaderMark;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/**
 * Reads a document for a codec, from the bytes where they lie. What the bson library's binary
 * reader does, for bytes that are in the heap and known to be good, at a third of its price. Not
 * thread-safe.
 */
final class ByteReader extends NamedReader {
  private static final BsonType[] TYPES = types();
  private static final int FIRST_LEVELS = 4;

  private final byte[] bytes;
  private int at;
  private State state = State.BEGINNING;
  private byte type;
  private int nameStart;
  private int nameEnd;
  private int depth;
  private boolean[] arrays = new boolean[FIRST_LEVELS];

  /** What comes next. */
  private enum State {
    BEGINNING,
    TYPE,
    NAME,
    VALUE,
    SCOPE,
    END,
    DONE
  }

  ByteReader(byte[] document) {
    bytes = document;
  }

  private static BsonType[] types() {
    var types = new BsonType[256];
    for (var type : BsonType.values()) {
      types[type.getValue()] = type;
    }
    return types;
  }

  @Override
  public BsonType getCurrentBsonType() {
    return TYPES[type & 0xFF];
  }

  @Override
  public String getCurrentName() {
    if (state != State.VALUE) {
      throw misplaced("a name");
    }
    return name();
  }

  private String name() {
    return FieldNames.of(bytes, nameStart, nameEnd);
  }

  private BsonInvalidOperationException misplaced(String wanted) {
    return new BsonInvalidOperationException(
        "cannot read " + wanted + " here: the next part is " + state + " of type " + type);
  }

  @Override
  public BsonType readBsonType() {
    if (state == State.BEGINNING || state == State.SCOPE) {
      type = ElementType.DOCUMENT;
      state = State.VALUE;
      return BsonType.DOCUMENT;
    }
    if (state != State.TYPE) {
      throw misplaced("a type");
    }
    type = bytes[at];
    if (type == ElementType.MISSING) {
      at++;
      state = State.END;
      return BsonType.END_OF_DOCUMENT;
    }
    nameStart = at + 1;
    nameEnd = BsonBytes.nameEnd(bytes, at);
    at = nameEnd + 1;
    state = arrays[depth] ? State.VALUE : State.NAME;
    return TYPES[type & 0xFF];
  }

  @Override
  public String readName() {
    skipName();
    return name();
  }

  @Override
  public void skipName() {
    if (state == State.TYPE) {
      readBsonType();
    }
    if (state != State.NAME) {
      throw misplaced("a name");
    }
    state = State.VALUE;
  }

  @Override
  public void skipValue() {
    if (state == State.NAME) {
      state = State.VALUE;
    }
    if (state != State.VALUE) {
      throw misplaced("a value");
    }
    passed(BsonBytes.size(bytes, type, at));
  }

  /** Steps over a value and answers where it began. */
  private int passed(int size) {
    int start = at;
    at += size;
    state = State.TYPE;
    return start;
  }

  /** Makes sure that a value of this type comes next. */
  private void expect(byte wanted) {
    if (state != State.VALUE) {
      if (state != State.NAME) {
        readBsonType();
      }
      if (state == State.NAME) {
        state = State.VALUE;
      }
    }
    if (state != State.VALUE || type != wanted) {
      throw misplaced(String.valueOf(TYPES[wanted & 0xFF]));
    }
  }

  /** Steps over a value of this type and size and answers where it began. */
  private int value(byte wanted, int size) {
    expect(wanted);
    return passed(size);
  }

  private String text(byte wanted) {
    expect(wanted);
    return BsonBytes.string(bytes, passed(BsonBytes.size(bytes, wanted, at)));
  }

  @Override
  public void readStartDocument() {
    expect(ElementType.DOCUMENT);
    enter(false);
  }

  @Override
  public void readStartArray() {
    expect(ElementType.ARRAY);
    enter(true);
  }

  private void enter(boolean array) {
    depth++;
    if (depth == arrays.length) {
      arrays = Arrays.copyOf(arrays, depth * 2);
    }
    arrays[depth] = array;
    at = BsonBytes.firstElement(at);
    state = State.TYPE;
  }

  @Override
  public void readEndDocument() {
    leave(false);
  }

  @Override
  public void readEndArray() {
    leave(true);
  }

  private void leave(boolean array) {
    if (state == State.TYPE) {
      readBsonType();
    }
    if (state != State.END || arrays[depth] != array) {
      throw misplaced(array ? "the end of an array" : "the end of a document");
    }
    depth--;
    state = depth == 0 ? State.DONE : State.TYPE;
  }

  @Override
  public BsonBinary readBinaryData() {
    expect(ElementType.BINARY);
    int start = passed(BsonBytes.size(bytes, ElementType.BINARY, at));
    int length = BsonBytes.int32(bytes, start);
    byte subtype = bytes[start + 4];
    // The oldest subtype repeats the length.
    int data = subtype == BsonBinarySubType.OLD_BINARY.getValue() ? start + 9 : start + 5;
    return new BsonBinary(subtype, Arrays.copyOfRange(bytes, data, start + 5 + length));
  }

  @Override
  public byte peekBinarySubType() {
    expect(ElementType.BINARY);
    return bytes[at + 4];
  }

  @Override
  public int peekBinarySize() {
    expect(ElementType.BINARY);
    return BsonBytes.int32(bytes, at);
  }

  @Override
  public boolean readBoolean() {
    return BsonBytes.bool(bytes, value(ElementType.BOOLEAN, 1));
  }

  @Override
  public long readDateTime() {
    return BsonBytes.int64(bytes, value(ElementType.DATE, Long.BYTES));
  }

  @Override
  public double readDouble() {
    return BsonBytes.float64(bytes, value(ElementType.DOUBLE, Double.BYTES));
  }

  @Override
  public int readInt32() {
    return BsonBytes.int32(bytes, value(ElementType.INT32, Integer.BYTES));
  }

  @Override
  public long readInt64() {
    return BsonBytes.int64(bytes, value(ElementType.INT64, Long.BYTES));
  }

  @Override
  public Decimal128 readDecimal128() {
    return BsonBytes.decimal128(bytes, value(ElementType.DECIMAL128, 16));
  }

  @Override
  public String readJavaScript() {
    return text(ElementType.CODE);
  }

  @Override
  public String readJavaScriptWithScope() {
    expect(ElementType.CODE_WITH_SCOPE);
    int code = at + Integer.BYTES;
    at = code + BsonBytes.size(bytes, ElementType.CODE, code);
    state = State.SCOPE;
    return BsonBytes.string(bytes, code);
  }

  @Override
  public void readMaxKey() {
    value(ElementType.MAX_KEY, 0);
  }

  @Override
  public void readMinKey() {
    value(ElementType.MIN_KEY, 0);
  }

  @Override
  public void readNull() {
    value(ElementType.NULL, 0);
  }

  @Override
  public ObjectId readObjectId() {
    return BsonBytes.objectId(bytes, value(ElementType.OBJECT_ID, 12));
  }

  @Override
  public BsonRegularExpression readRegularExpression() {
    expect(ElementType.REGEX);
    int start = passed(BsonBytes.size(bytes, ElementType.REGEX, at));
    return new BsonRegularExpression(
        BsonBytes.cString(bytes, start),
        BsonBytes.cString(bytes, BsonBytes.endOfCString(bytes, start)));
  }

  @Override
  public BsonDbPointer readDBPointer() {
    expect(ElementType.DB_POINTER);
    int start = passed(BsonBytes.size(bytes, ElementType.DB_POINTER, at));
    return new BsonDbPointer(BsonBytes.string(bytes, start), BsonBytes.objectId(bytes, at - 12));
  }

  @Override
  public String readString() {
    return text(ElementType.STRING);
  }

  @Override
  public String readSymbol() {
    return text(ElementType.SYMBOL);
  }

  @Override
  public BsonTimestamp readTimestamp() {
    return new BsonTimestamp(BsonBytes.int64(bytes, value(ElementType.TIMESTAMP, Long.BYTES)));
  }

  @Override
  public void readUndefined() {
    value(ElementType.UNDEFINED, 0);
  }

  @Override
  public BsonReaderMark getMark() {
    int markedAt = at;
    var markedState = state;
    byte markedType = type;
    int markedNameStart = nameStart;
    int markedNameEnd = nameEnd;
    int markedDepth = depth;
    var markedArrays = arrays.clone();
    return () -> {
      at = markedAt;
      state = markedState;
      type = markedType;
      nameStart = markedNameStart;
      nameEnd = markedNameEnd;
      depth = markedDepth;
      arrays = markedArrays.clone();
    };
  }

  /**
   * The bytes that are read, for whoever reads a document from them without asking for each part.
   */
  byte[] bytes() {
    return bytes;
  }

  /** Where the document lies that comes next; the reader stays before it. */
  int documentStart() {
    expect(ElementType.DOCUMENT);
    return at;
  }

  /** Goes on behind the document that lies there, which has been read from the bytes. */
  void passDocument(int start) {
    at = BsonBytes.skip(bytes, ElementType.DOCUMENT, start);
    state = depth == 0 ? State.DONE : State.TYPE;
  }

  /** Goes to a value of that document, by its element. */
  void moveToValue(int element, int value) {
    type = bytes[element];
    nameStart = element + 1;
    nameEnd = value - 1;
    at = value;
    state = State.VALUE;
  }

  /** Goes back before the document that lies there, of which nothing counts as read. */
  void backToDocument(int start) {
    type = ElementType.DOCUMENT;
    at = start;
    state = State.VALUE;
  }

  @Override
  public void close() {
    // The bytes belong to nobody.
  }
}
