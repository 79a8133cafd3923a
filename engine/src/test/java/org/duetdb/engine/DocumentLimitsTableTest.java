package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.WriteModel.InsertOne;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.error.BulkWriteException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sixteen mebibytes and a hundred levels, at every way into a collection: what is just within goes
 * in, one more is refused and changes nothing. An upsert that would insert too much has a code of
 * its own.
 */
final class DocumentLimitsTableTest {
  private static final UpdateOptions UPSERT = UpdateOptions.DEFAULT.withUpsert(true);

  /** The bytes of {@code {_id: 1, x: ""}}. */
  private static final int FRAME = 5 + (1 + 4 + 4) + (1 + 2 + 5);

  private final TestDeployment deployment = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = deployment.demo();

  @BeforeEach
  void insertOne() {
    demo.insertOne(new Document("_id", 7));
  }

  @AfterEach
  void close() {
    deployment.close();
  }

  private static Document id(int id) {
    return new Document("_id", id);
  }

  private static Document set(Object x) {
    return new Document("$set", new Document("x", x));
  }

  /** A way for a document with a value {@code x} into a collection, and what refuses too much. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Way {
    INSERT_ONE((c, x) -> c.insertOne(id(1).append("x", x)), 10334),
    INSERT_MANY((c, x) -> c.insertMany(List.of(id(1).append("x", x))), 10334),
    BULK_INSERT((c, x) -> c.bulkWrite(List.of(new InsertOne<>(id(1).append("x", x)))), 10334),
    SET((c, x) -> c.updateOne(id(7), set(x)), 10334),
    PUSH((c, x) -> c.updateOne(id(7), new Document("$push", new Document("x", x))), 10334),
    PIPELINE((c, x) -> c.updateOne(id(7), List.of(set(x)), UpdateOptions.DEFAULT), 10334),
    REPLACE((c, x) -> c.replaceOne(id(7), new Document("x", x)), 10334),
    FIND_AND_UPDATE((c, x) -> c.findOneAndUpdate(id(7), set(x)), 10334),
    FIND_AND_REPLACE((c, x) -> c.findOneAndReplace(id(7), new Document("x", x)), 10334),
    UPSERT_BY_SET((c, x) -> c.updateOne(id(1), set(x), UPSERT), 17420),
    UPSERT_BY_PIPELINE((c, x) -> c.updateOne(id(1), List.of(set(x)), UPSERT), 17420),
    UPSERT_BY_REPLACEMENT((c, x) -> c.replaceOne(id(1), new Document("x", x), UPSERT), 17420),
    UPSERT_BY_FIND_AND_UPDATE(
        (c, x) ->
            c.findOneAndUpdate(id(1), set(x), FindOneAndUpdateOptions.DEFAULT.withUpsert(true)),
        17420);

    private final BiConsumer<DocumentCollection<Document>, Object> write;
    private final int tooLarge;

    Way(BiConsumer<DocumentCollection<Document>, Object> write, int tooLarge) {
      this.write = write;
      this.tooLarge = tooLarge;
    }

    /** How many more bytes and levels its document has than {@code {_id: 1, x: x}}. */
    int moreBytes() {
      return this == PUSH ? 5 + (1 + 2) : 0;
    }

    int moreLevels() {
      return this == PUSH ? 1 : 0;
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void sixteenMebibytesGoInAndOneByteMoreDoesNot(Way way) {
    int room = DocumentLimits.MAX_SIZE - FRAME - way.moreBytes();

    assertThat(refusal(way, "x".repeat(room + 1))).isEqualTo(way.tooLarge);
    assertThat(demo.find().toList()).containsExactly(id(7));
    way.write.accept(demo, "x".repeat(room));
    assertThat(demo.countDocuments(new Document("x", new Document("$exists", true)))).isOne();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aHundredLevelsGoInAndOneMoreDoesNot(Way way) {
    int room = DocumentLimits.MAX_DEPTH - 1 - way.moreLevels();

    assertThat(refusal(way, nested(room + 1))).isEqualTo(15);
    assertThat(demo.find().toList()).containsExactly(id(7));
    way.write.accept(demo, nested(room));
    assertThat(demo.countDocuments(new Document("x", new Document("$exists", true)))).isOne();
  }

  private static Object nested(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = new Document("a", value);
    }
    return value;
  }

  private int refusal(Way way, Object x) {
    var refused = Refused.by(() -> way.write.accept(demo, x));
    return refused instanceof BulkWriteException bulk
        ? bulk.failures().get(0).error().number()
        : refused.number();
  }

  @Test
  void aRenameIntoADepthThatIsTooMuchIsRefused() {
    demo.updateOne(id(7), set(nested(90)));
    var deep = "b" + ".c".repeat(20);

    var rename = new Document("$rename", new Document("x", deep));
    assertThat(Refused.number(() -> demo.updateOne(id(7), rename))).isEqualTo(15);
  }
}
