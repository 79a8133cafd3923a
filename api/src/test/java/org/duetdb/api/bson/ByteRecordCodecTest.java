package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonType;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.bson.codecs.pojo.annotations.BsonRepresentation;
import org.bson.codecs.record.RecordCodecProvider;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records are read and written as the library's codec does it, which is the oracle here. */
final class ByteRecordCodecTest {
  private static final int DOCUMENTS = 5_000;

  /** A record with a part of every kind. */
  public record Whole(
      int count,
      @BsonId long key,
      @Nullable String name,
      @Nullable Integer boxed,
      double price,
      boolean active,
      @BsonProperty("renamed") @Nullable Double other,
      @Nullable Part part,
      @Nullable List<Part> parts,
      @Nullable Map<String, List<Integer>> map,
      @Nullable Instant at,
      @Nullable Colour colour) {}

  /** A nested record, which may hold another of its kind. */
  public record Part(@Nullable String label, short size, @Nullable Part inner) {}

  enum Colour {
    RED,
    GREEN
  }

  /** A record whose constructor refuses some values. */
  public record Positive(int n) {
    public Positive {
      if (n < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  /** A record with an annotation that only the library knows. */
  public record Represented(@BsonRepresentation(BsonType.OBJECT_ID) String n) {}

  /** A record with a type parameter. */
  public record Box<T>(T value) {}

  /** A record of which one component is a generic one. */
  public record Shelf(Box<String> box) {}

  private static final CodecRegistry LIBRARY =
      CodecRegistries.fromRegistries(
          CodecRegistries.fromProviders(new RecordCodecProvider()), BsonCodecs.defaultRegistry());

  private static <T> Codec<T> byLibrary(Class<T> type) {
    return LIBRARY.get(type);
  }

  private static <T> T decodedByLibrary(byte[] bytes, Class<T> type) {
    try (var reader = new BsonBinaryReader(ByteBuffer.wrap(bytes))) {
      return byLibrary(type).decode(reader, DecoderContext.builder().build());
    }
  }

  private static <T> byte[] encodedByLibrary(T value, Class<T> type) {
    var buffer = new BasicOutputBuffer();
    try (var writer = new BsonBinaryWriter(buffer)) {
      byLibrary(type).encode(writer, value, EncoderContext.builder().build());
    }
    return buffer.toByteArray();
  }

  private static <T> T decoded(byte[] bytes, Class<T> type) {
    return BsonCodecs.decode(bytes, BsonCodecs.defaultRegistry().get(type));
  }

  @Test
  void randomRecordsHaveTheBytesThatTheLibraryWritesAndComeBack() {
    var random = new Random(1);
    var codec = BsonCodecs.defaultRegistry().get(Whole.class);
    assertThat(codec).isInstanceOf(ByteRecordCodec.class);
    for (int i = 0; i < DOCUMENTS; i++) {
      var whole = whole(random);
      byte[] bytes = BsonCodecs.encode(whole, codec);
      assertThat(bytes).isEqualTo(encodedByLibrary(whole, Whole.class));
      assertThat(BsonCodecs.decode(bytes, codec)).isEqualTo(whole);
    }
  }

  @Test
  void documentsInAnyOrderWithFieldsMissingStrangeOrOfOtherNumbersAreReadAsTheLibraryDoes() {
    var random = new Random(2);
    for (int i = 0; i < DOCUMENTS; i++) {
      byte[] bytes = BsonCodecs.encode(disturbed(random, whole(random)));
      assertThat(outcome(() -> decoded(bytes, Whole.class)))
          .isEqualTo(outcome(() -> decodedByLibrary(bytes, Whole.class)));
    }
  }

  private static Object outcome(Supplier<Object> work) {
    try {
      return work.get();
    } catch (RuntimeException refused) {
      return refused.getClass();
    }
  }

  private static BsonDocument disturbed(Random random, Whole whole) {
    var document = BsonCodecs.decodeDocument(encodedByLibrary(whole, Whole.class));
    var names = new ArrayList<>(document.keySet());
    if (random.nextBoolean()) {
      Collections.shuffle(names, random);
    }
    var changed = new BsonDocument();
    for (var name : names) {
      switch (random.nextInt(40)) {
        case 0 -> changed.append(name + "x", document.get(name));
        case 1 -> changed.append(name, BsonDocument.parse("{v: null}").get("v"));
        case 2 -> changed.append(name, BsonDocument.parse("{v: 3.0}").get("v"));
        case 3 -> changed.append(name, new BsonInt32(7));
        case 4 -> changed.append("more", new BsonInt32(1)).append(name, document.get(name));
        case 5 -> {
          // It is missing.
        }
        default -> changed.append(name, document.get(name));
      }
    }
    return changed;
  }

  private static Whole whole(Random random) {
    return new Whole(
        random.nextInt(),
        random.nextLong(),
        maybe(random, "näme" + random.nextInt(100)),
        maybe(random, random.nextInt()),
        random.nextGaussian(),
        random.nextBoolean(),
        maybe(random, random.nextDouble()),
        maybe(random, part(random, 0)),
        maybe(random, List.of(part(random, 0), part(random, 1))),
        maybe(random, Map.of("a", List.of(1, random.nextInt()))),
        maybe(random, Instant.ofEpochMilli(random.nextInt())),
        maybe(random, random.nextBoolean() ? Colour.RED : Colour.GREEN));
  }

  private static Part part(Random random, int depth) {
    var inner = depth > 2 ? null : maybe(random, part(random, depth + 1));
    return new Part(maybe(random, "part" + depth), (short) random.nextInt(9), inner);
  }

  private static <V> @Nullable V maybe(Random random, V value) {
    return random.nextInt(8) == 0 ? null : value;
  }

  @Test
  void whatTheConstructorRefusesIsToldAsTheLibraryTellsIt() {
    byte[] bytes = BsonCodecs.encode(BsonDocument.parse("{n: -1}"));
    assertThatThrownBy(() -> decoded(bytes, Positive.class))
        .hasMessageContaining("Unable to invoke canonical constructor")
        .hasRootCauseMessage("negative");
  }

  @Test
  void recordsThatAreNotSimpleAreLeftToTheLibrary() {
    var id = new ObjectId(1, 2);
    byte[] bytes = BsonCodecs.encode(new BsonDocument("n", new BsonObjectId(id)));
    assertThat(BsonCodecs.defaultRegistry().get(Represented.class))
        .isNotInstanceOf(ByteRecordCodec.class);
    assertThat(decoded(bytes, Represented.class)).isEqualTo(new Represented(id.toHexString()));
    var shelf = new Shelf(new Box<>("x"));
    byte[] encoded = BsonCodecs.encode(shelf, BsonCodecs.defaultRegistry().get(Shelf.class));
    assertThat(encoded).isEqualTo(encodedByLibrary(shelf, Shelf.class));
    assertThat(decoded(encoded, Shelf.class)).isEqualTo(shelf);
  }
}
