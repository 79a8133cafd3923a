package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonSerializationException;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonType;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** Our reader and writer do what the bson library's do, which are the oracle here. */
final class ByteCodingTest {
  private static final int DOCUMENTS = 5_000;

  @Test
  void randomDocumentsHaveTheBytesThatTheLibraryWrites() {
    var random = new Random(1);
    for (int i = 0; i < DOCUMENTS; i++) {
      var document = document(random, 0);
      assertThat(BsonCodecs.encode(document)).isEqualTo(byLibrary(document));
    }
  }

  @Test
  void randomDocumentsAreReadAsTheLibraryReadsThem() {
    var random = new Random(2);
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] bytes = byLibrary(document(random, 0));
      assertThat(BsonCodecs.decodeDocument(bytes)).isEqualTo(new RawBsonDocument(bytes));
      var codec = BsonCodecs.defaultRegistry().get(Document.class);
      try (var reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
        var expected = codec.decode(reader, DecoderContext.builder().build());
        // By text, because a regular expression of java.util is equal to nothing but itself.
        assertThat(BsonCodecs.decode(bytes, codec)).hasToString(expected.toString());
      }
    }
  }

  private static byte[] byLibrary(BsonDocument document) {
    var buffer = new BasicOutputBuffer();
    try (var writer = new BsonBinaryWriter(buffer)) {
      new BsonDocumentCodec().encode(writer, document, EncoderContext.builder().build());
    }
    return buffer.toByteArray();
  }

  private static BsonDocument document(Random random, int depth) {
    var document = new BsonDocument();
    for (int fields = random.nextInt(7); fields > 0; fields--) {
      document.put(text(random), value(random, depth));
    }
    return document;
  }

  private static String text(Random random) {
    var pool = List.of("a", "name", "", "é", "日本語", "𝄞 clef", "x".repeat(40));
    return pool.get(random.nextInt(pool.size())) + random.nextInt(100);
  }

  private static BsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 18 : 21)) {
      case 0 -> new BsonInt32(random.nextInt());
      case 1 -> new BsonInt64(random.nextLong());
      case 2 -> new BsonDouble(random.nextGaussian());
      case 3 -> new BsonString(text(random));
      case 4 -> BsonBoolean.valueOf(random.nextBoolean());
      case 5 -> BsonNull.VALUE;
      case 6 -> new BsonDateTime(random.nextLong());
      case 7 -> new BsonObjectId(new ObjectId(random.nextInt(), random.nextInt(1 << 24)));
      case 8 -> new BsonDecimal128(new Decimal128(random.nextLong()));
      case 9 -> new BsonBinary((byte) random.nextInt(3), new byte[random.nextInt(20)]);
      case 10 -> new BsonTimestamp(random.nextInt(), random.nextInt());
      case 11 -> new BsonRegularExpression(text(random), "im");
      case 12 -> new BsonJavaScript(text(random));
      case 13 -> new BsonSymbol(text(random));
      case 14 -> new BsonDbPointer(text(random), new ObjectId(7, random.nextInt(1 << 24)));
      case 15 -> new BsonMinKey();
      case 16 -> new BsonMaxKey();
      case 17 -> new BsonUndefined();
      case 18 -> new BsonJavaScriptWithScope(text(random), document(random, depth + 1));
      case 19 -> document(random, depth + 1);
      default -> array(random, depth + 1);
    };
  }

  private static BsonArray array(Random random, int depth) {
    var array = new BsonArray();
    for (int elements = random.nextInt(5); elements > 0; elements--) {
      array.add(value(random, depth));
    }
    return array;
  }

  @Test
  void aMarkLeadsBack() {
    var reader = new ByteReader(byLibrary(BsonDocument.parse("{a: {b: [1, 2]}, c: 3}")));
    reader.readStartDocument();
    reader.readName("a");
    var mark = reader.getMark();
    reader.skipValue();
    assertThat(reader.readInt32("c")).isEqualTo(3);
    mark.reset();
    reader.readStartDocument();
    reader.readName("b");
    reader.readStartArray();
    assertThat(reader.readInt32()).isEqualTo(1);
    assertThat(reader.readInt32()).isEqualTo(2);
    reader.readEndArray();
    reader.readEndDocument();
    assertThat(reader.readBsonType()).isEqualTo(BsonType.INT32);
    assertThat(reader.readName()).isEqualTo("c");
  }

  @Test
  void aReaderRefusesTheWrongTypeAndKeepsItsPlace() {
    var reader = new ByteReader(byLibrary(BsonDocument.parse("{a: 1}")));
    reader.readStartDocument();
    reader.readBsonType();
    reader.readName();
    assertThatThrownBy(reader::readString).isInstanceOf(BsonInvalidOperationException.class);
    assertThat(reader.readInt32()).isEqualTo(1);
  }

  @Test
  void aWriterRefusesWhatHasNoPlace() {
    var writer = new ByteWriter(16);
    assertThatThrownBy(() -> writer.writeInt32(1))
        .isInstanceOf(BsonInvalidOperationException.class);
    writer.writeStartDocument();
    assertThatThrownBy(() -> writer.writeInt32(1))
        .isInstanceOf(BsonInvalidOperationException.class);
    assertThatThrownBy(writer::writeEndArray).isInstanceOf(BsonInvalidOperationException.class);
    assertThatThrownBy(writer::toBytes).isInstanceOf(BsonInvalidOperationException.class);
  }

  @Test
  void aNameWithAZeroCharacterAndHalfASurrogatePairAreRefused() {
    assertThatThrownBy(() -> BsonCodecs.encode(new BsonDocument("a\0b", BsonNull.VALUE)))
        .isInstanceOf(BsonSerializationException.class);
    assertThatThrownBy(() -> BsonCodecs.encode(new BsonDocument("a", new BsonString("x\uD834"))))
        .isInstanceOf(BsonSerializationException.class)
        .hasMessageContaining("surrogate");
  }
}
