package org.duetdb.api.bson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNameTest {
  private static final List<String> NAMES = names();

  /** Names of every length around eight, some of which begin like others. */
  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("", "ä", "€uro", "b", "bc"));
    for (int length = 1; length <= 18; length++) {
      names.add("a".repeat(length));
      names.add("a".repeat(length - 1) + "z");
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsWhatTheDocumentHasWhateverItHasSeenBefore(long seed) {
    var random = new SplittableRandom(seed);
    List<FieldName> finders = NAMES.stream().map(FieldName::of).toList();
    BsonDocument document = document(random);
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(4) == 0) {
        document = document(random);
      }
      byte[] bytes = BsonCodecs.encode(document);
      int name = random.nextInt(NAMES.size());
      BsonValue expected = document.get(NAMES.get(name));

      assertThat(value(bytes, finders.get(name).find(bytes, 0))).isEqualTo(expected);
      assertThat(value(bytes, BsonBytes.find(bytes, finders.get(name).bytes())))
          .isEqualTo(expected);
    }
  }

  @Test
  void looksOnlyAtTheDocumentAtTheOffset() {
    var inner = new BsonDocument("a", new BsonInt32(1));
    byte[] outer =
        BsonCodecs.encode(new BsonDocument("inner", inner).append("b", new BsonInt32(2)));
    int offset = BsonBytes.offset(BsonBytes.find(outer, "inner".getBytes(StandardCharsets.UTF_8)));
    FieldName behind = FieldName.of("b");

    for (int i = 0; i < 3; i++) {
      assertThat(behind.find(outer, offset)).isEqualTo(BsonBytes.NO_SLOT);
      assertThat(value(outer, behind.find(outer, 0))).isEqualTo(new BsonInt32(2));
    }
  }

  @Test
  void tellsWhetherAnElementHasTheName() {
    byte[] bytes = BsonCodecs.encode(BsonDocument.parse("{a: 1, longerThanEight: 2}"));
    int first = BsonBytes.firstElement(0);
    int second = first + 2 + 1 + Integer.BYTES;
    FieldName a = FieldName.of("a");
    FieldName longer = FieldName.of("longerThanEight");

    assertThat(value(bytes, a.at(bytes, first))).isEqualTo(new BsonInt32(1));
    assertThat(value(bytes, longer.at(bytes, second))).isEqualTo(new BsonInt32(2));
    assertThat(a.at(bytes, second)).isEqualTo(BsonBytes.NO_SLOT);
    assertThat(longer.at(bytes, first)).isEqualTo(BsonBytes.NO_SLOT);
    assertThat(a.at(bytes, bytes.length - 1)).isEqualTo(BsonBytes.NO_SLOT);
  }

  @Test
  void findsFieldAfterFieldInOnePassAndOutOfOrder() {
    byte[] bytes = BsonCodecs.encode(BsonDocument.parse("{a: 1, b: 2}"));
    int first = BsonBytes.firstElement(0);
    int second = first + 3 + Integer.BYTES;
    int end = second + 3 + Integer.BYTES;
    var a = FieldName.of("a");
    var b = FieldName.of("b");

    assertThat(a.find(bytes, 0, first)).isEqualTo(a.find(bytes, 0));
    assertThat(b.find(bytes, 0, second)).isEqualTo(b.find(bytes, 0));
    assertThat(b.find(bytes, 0, first)).as("somewhere else").isEqualTo(b.find(bytes, 0));
    assertThat(a.find(bytes, 0, end)).as("behind the last").isEqualTo(a.find(bytes, 0));
    assertThat(FieldName.of("c").find(bytes, 0, end)).isEqualTo(BsonBytes.NO_SLOT);
  }

  @Test
  void findsAFieldBehindMoreThanItRemembers() {
    var document = new BsonDocument();
    for (int i = 0; i < 200; i++) {
      document.append("field" + i, new BsonInt32(i));
    }
    byte[] bytes = BsonCodecs.encode(document);

    for (int i = 0; i < 200; i++) {
      FieldName name = FieldName.of("field" + i);
      assertThat(value(bytes, name.find(bytes, 0))).isEqualTo(new BsonInt32(i));
      assertThat(value(bytes, name.find(bytes, 0))).isEqualTo(new BsonInt32(i));
    }
    assertThat(FieldName.of("field").find(bytes, 0)).isEqualTo(BsonBytes.NO_SLOT);
  }

  private static BsonValue value(byte[] bytes, long slot) {
    return slot == BsonBytes.NO_SLOT ? null : BsonSlice.of(bytes, slot).toBsonValue();
  }

  private static BsonDocument document(SplittableRandom random) {
    var document = new BsonDocument();
    for (int fields = random.nextInt(8); fields > 0; fields--) {
      document.append(NAMES.get(random.nextInt(NAMES.size())), value(random));
    }
    return document;
  }

  private static BsonValue value(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> BsonNull.VALUE;
      case 1 -> BsonBoolean.TRUE;
      case 2 -> new BsonString("a".repeat(random.nextInt(12)));
      default -> new BsonInt32(random.nextInt());
    };
  }
}
