package org.duetdb.api.bson;

import static org.bson.codecs.configuration.CodecRegistries.fromProviders;
import static org.bson.codecs.configuration.CodecRegistries.withUuidRepresentation;

import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.codecs.BsonCodecProvider;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.BsonValueCodecProvider;
import org.bson.codecs.CollectionCodecProvider;
import org.bson.codecs.Decoder;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodecProvider;
import org.bson.codecs.Encoder;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.EnumCodecProvider;
import org.bson.codecs.IterableCodecProvider;
import org.bson.codecs.JsonObjectCodecProvider;
import org.bson.codecs.MapCodecProvider;
import org.bson.codecs.ValueCodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.jsr310.Jsr310CodecProvider;
import org.bson.codecs.pojo.PojoCodecProvider;
import org.bson.conversions.Bson;

/**
 * Between Java objects and BSON bytes, by the codecs of the bson library.
 *
 * <p>The default registry knows {@code Document}, {@code BsonDocument} and the other BSON values,
 * the Java types with a counterpart in BSON, {@code java.time}, enums, collections and maps,
 * records, and any class that follows the bean conventions. A UUID is binary data of subtype 4.
 */
public final class BsonCodecs {
  private static final BsonDocumentCodec BSON_DOCUMENT_CODEC = new BsonDocumentCodec();
  static final EncoderContext ENCODING = EncoderContext.builder().build();
  static final DecoderContext DECODING = DecoderContext.builder().build();
  private static final int INITIAL_CAPACITY = 512;
  private static final CodecRegistry DEFAULT_REGISTRY =
      withUuidRepresentation(
          fromProviders(
              new ValueCodecProvider(),
              new BsonValueCodecProvider(),
              new DocumentCodecProvider(),
              new CollectionCodecProvider(),
              new IterableCodecProvider(),
              new MapCodecProvider(),
              new Jsr310CodecProvider(),
              new JsonObjectCodecProvider(),
              new BsonCodecProvider(),
              new EnumCodecProvider(),
              new RecordCodecs(),
              PojoCodecProvider.builder().automatic(true).build()),
          UuidRepresentation.STANDARD);

  private BsonCodecs() {}

  /** The registry used where the caller names no other. */
  public static CodecRegistry defaultRegistry() {
    return DEFAULT_REGISTRY;
  }

  /** A filter, update, sort or projection as the document it stands for. */
  public static BsonDocument document(Bson bson) {
    return document(bson, DEFAULT_REGISTRY);
  }

  /** A filter, update, sort or projection as the document it stands for, by the caller's codecs. */
  public static BsonDocument document(Bson bson, CodecRegistry registry) {
    return bson.toBsonDocument(Document.class, registry);
  }

  /** Encodes a value that its codec writes as a document. */
  public static <T> byte[] encode(T value, Encoder<T> encoder) {
    var writer = new ByteWriter(INITIAL_CAPACITY);
    encoder.encode(writer, value, ENCODING);
    return writer.toBytes();
  }

  /** Encodes a document. */
  public static byte[] encode(BsonDocument document) {
    return encode(document, BSON_DOCUMENT_CODEC);
  }

  /** Decodes the bytes of a document. */
  public static <T> T decode(byte[] document, Decoder<T> decoder) {
    return decoder.decode(new ByteReader(document), DECODING);
  }

  /** Decodes the bytes of a document. */
  public static BsonDocument decodeDocument(byte[] document) {
    return decode(document, BSON_DOCUMENT_CODEC);
  }

  /** Decodes a value that need not be a document. */
  public static <T> T decodeValue(BsonValue value, Decoder<T> decoder) {
    try (BsonDocumentReader reader = new BsonDocumentReader(new BsonDocument("v", value))) {
      reader.readStartDocument();
      reader.readName();
      return decoder.decode(reader, DecoderContext.builder().build());
    }
  }

  static BsonDocumentCodec bsonDocumentCodec() {
    return BSON_DOCUMENT_CODEC;
  }
}
