package org.duetdb.api.bson;

import java.util.Arrays;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonDbPointer;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonReader;
import org.bson.BsonRegularExpression;
import org.bson.BsonTimestamp;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document for a codec, straight into bytes. What the bson library's binary writer does,
 * at a third of its price. Not thread-safe.
 */
final class ByteWriter extends NamedWriter {
  private static final int FIRST_LEVELS = 4;

  private final BsonSink sink;
  private @Nullable String name;
  private int depth;

  /** Where the container at each depth begins. */
  private int[] starts = new int[FIRST_LEVELS];

  /** The index of the next element of the array at each depth, or one of the constants. */
  private int[] indexes = new int[FIRST_LEVELS];

  private static final int IN_DOCUMENT = -1;
  private static final int IN_CODE = -2;

  /**
   * @param capacity bytes to begin with
   */
  ByteWriter(int capacity) {
    sink = new BsonSink(capacity);
  }

  /** The document. */
  byte[] toBytes() {
    if (depth != 0) {
      throw new BsonInvalidOperationException("the document is not finished");
    }
    return sink.toBytes();
  }

  /** Where the fields of the document that is open can be written whole. */
  BsonSink sink() {
    return sink;
  }

  private void header(byte type) {
    if (depth == 0) {
      throw new BsonInvalidOperationException("a value can only be written inside a document");
    }
    if (indexes[depth] >= 0) {
      sink.header(type, indexes[depth]++);
      return;
    }
    var given = name;
    if (given == null) {
      throw new BsonInvalidOperationException("a value in a document needs a name before it");
    }
    sink.header(type, given);
    name = null;
  }

  private void enter(int index) {
    depth++;
    if (depth == starts.length) {
      starts = Arrays.copyOf(starts, depth * 2);
      indexes = Arrays.copyOf(indexes, depth * 2);
    }
    starts[depth] = sink.beginDocument();
    indexes[depth] = index;
  }

  @Override
  public void writeName(String given) {
    if (depth == 0 || indexes[depth] != IN_DOCUMENT || name != null) {
      throw new BsonInvalidOperationException("there is no place for the name " + given);
    }
    name = given;
  }

  @Override
  public void writeStartDocument() {
    if (depth > 0 && indexes[depth] != IN_CODE) {
      header(ElementType.DOCUMENT);
    }
    enter(IN_DOCUMENT);
  }

  @Override
  public void writeEndDocument() {
    if (depth == 0 || indexes[depth] != IN_DOCUMENT || name != null) {
      throw new BsonInvalidOperationException("a document cannot end here");
    }
    sink.endDocument(starts[depth--]);
    if (depth > 0 && indexes[depth] == IN_CODE) {
      sink.closeLength(starts[depth--]);
    }
  }

  @Override
  public void writeStartArray() {
    header(ElementType.ARRAY);
    enter(0);
  }

  @Override
  public void writeEndArray() {
    if (depth == 0 || indexes[depth] < 0) {
      throw new BsonInvalidOperationException("an array cannot end here");
    }
    sink.endDocument(starts[depth--]);
  }

  @Override
  public void writeJavaScriptWithScope(String code) {
    header(ElementType.CODE_WITH_SCOPE);
    enter(IN_CODE);
    sink.writeString(code);
  }

  @Override
  public void writeBinaryData(BsonBinary binary) {
    header(ElementType.BINARY);
    byte[] data = binary.getData();
    // The oldest subtype repeats the length.
    boolean repeats = binary.getType() == BsonBinarySubType.OLD_BINARY.getValue();
    sink.writeInt32(repeats ? data.length + Integer.BYTES : data.length);
    sink.writeByte(binary.getType());
    if (repeats) {
      sink.writeInt32(data.length);
    }
    sink.copy(data, 0, data.length);
  }

  @Override
  public void writeBoolean(boolean value) {
    header(ElementType.BOOLEAN);
    sink.writeByte((byte) (value ? 1 : 0));
  }

  @Override
  public void writeDateTime(long value) {
    header(ElementType.DATE);
    sink.writeInt64(value);
  }

  @Override
  public void writeDBPointer(BsonDbPointer value) {
    header(ElementType.DB_POINTER);
    sink.writeString(value.getNamespace());
    writeId(value.getId());
  }

  @Override
  public void writeDouble(double value) {
    header(ElementType.DOUBLE);
    sink.writeFloat64(value);
  }

  @Override
  public void writeInt32(int value) {
    header(ElementType.INT32);
    sink.writeInt32(value);
  }

  @Override
  public void writeInt64(long value) {
    header(ElementType.INT64);
    sink.writeInt64(value);
  }

  @Override
  public void writeDecimal128(Decimal128 value) {
    header(ElementType.DECIMAL128);
    sink.writeDecimal128(value);
  }

  @Override
  public void writeJavaScript(String code) {
    header(ElementType.CODE);
    sink.writeString(code);
  }

  @Override
  public void writeMaxKey() {
    header(ElementType.MAX_KEY);
  }

  @Override
  public void writeMinKey() {
    header(ElementType.MIN_KEY);
  }

  @Override
  public void writeNull() {
    header(ElementType.NULL);
  }

  @Override
  public void writeObjectId(ObjectId value) {
    header(ElementType.OBJECT_ID);
    writeId(value);
  }

  private void writeId(ObjectId value) {
    byte[] id = value.toByteArray();
    sink.copy(id, 0, id.length);
  }

  @Override
  public void writeRegularExpression(BsonRegularExpression value) {
    header(ElementType.REGEX);
    sink.writeCString(value.getPattern());
    sink.writeCString(value.getOptions());
  }

  @Override
  public void writeString(String value) {
    header(ElementType.STRING);
    sink.writeString(value);
  }

  @Override
  public void writeSymbol(String value) {
    header(ElementType.SYMBOL);
    sink.writeString(value);
  }

  @Override
  public void writeTimestamp(BsonTimestamp value) {
    header(ElementType.TIMESTAMP);
    sink.writeInt64(value.getValue());
  }

  @Override
  public void writeUndefined() {
    header(ElementType.UNDEFINED);
  }

  @Override
  public void pipe(BsonReader reader) {
    var codec = BsonCodecs.bsonDocumentCodec();
    codec.encode(
        this,
        codec.decode(reader, DecoderContext.builder().build()),
        EncoderContext.builder().build());
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }
}
