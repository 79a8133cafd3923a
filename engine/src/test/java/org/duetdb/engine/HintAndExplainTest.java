package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.WriteModel;
import org.duetdb.api.WriteModel.DeleteMany;
import org.duetdb.api.WriteModel.DeleteOne;
import org.duetdb.api.WriteModel.InsertOne;
import org.duetdb.api.WriteModel.ReplaceOne;
import org.duetdb.api.WriteModel.UpdateByPipeline;
import org.duetdb.api.WriteModel.UpdateMany;
import org.duetdb.api.WriteModel.UpdateOne;
import org.duetdb.api.error.BulkWriteException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation follows a hint, and every write can be explained without being done. */
final class HintAndExplainTest {
  private static final Document ONE = new Document("_id", 1);

  private final TestDeployment test = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = test.demo();

  @BeforeEach
  void insertThree() {
    demo.createIndex(doc("{a: 1}"));
    demo.insertMany(
        List.of(doc("{_id: 1, a: 1, b: 1}"), doc("{_id: 2, a: 1, b: 2}"), doc("{_id: 3, a: 3}")));
  }

  @AfterEach
  void close() {
    assertThat(test.remains().claims()).isZero();
    test.close();
  }

  /** Everything that looks for documents. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Operation {
    FIND(c -> c.find(doc("{b: 1}")).toList()),
    COUNT(c -> c.countDocuments(doc("{b: 1}"))),
    DISTINCT(c -> c.distinct("b", doc("{b: 1}"), Integer.class)),
    AGGREGATE(c -> c.aggregate(List.of(doc("{$match: {b: 1}}"))).toList()),
    UPDATE(c -> c.updateOne(doc("{b: 1}"), doc("{$set: {c: 1}}"))),
    UPDATE_MANY(c -> c.updateMany(doc("{b: 1}"), doc("{$set: {c: 1}}"))),
    REPLACE(c -> c.replaceOne(doc("{b: 1}"), doc("{c: 1}"))),
    DELETE(c -> c.deleteOne(doc("{b: 1}"))),
    DELETE_MANY(c -> c.deleteMany(doc("{b: 1}"))),
    FIND_AND_UPDATE(c -> c.findOneAndUpdate(doc("{b: 1}"), doc("{$set: {c: 1}}"))),
    FIND_AND_DELETE(c -> c.findOneAndDelete(doc("{b: 1}"))),
    FIND_FOR_UPDATE(c -> c.findOneForUpdate(doc("{b: 1}"))),
    BULK_WRITE(c -> c.bulkWrite(List.of(new DeleteMany<>(doc("{b: 1}")))));

    private final Consumer<DocumentCollection<Document>> work;

    Operation(Consumer<DocumentCollection<Document>> work) {
      this.work = work;
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void followsAHintAndRefusesOneThatNamesNoIndex(Operation operation) {
    var refused = Refused.by(() -> operation.work.accept(demo.withHint("none")));
    while (refused instanceof BulkWriteException bulk) {
      refused = bulk.failures().get(0).error();
    }
    assertThat(refused.number()).isEqualTo(2);
    assertThat(demo.countDocuments(doc("{b: 1, c: {$exists: false}}"))).isOne();

    long before = test.status("metrics.queryExecutor.scanned");
    operation.work.accept(demo.withHint(doc("{a: 1}")));
    assertThat(test.status("metrics.queryExecutor.scanned") - before)
        .as("keys of the index, which says nothing about b")
        .isBetween(1L, 4L);
  }

  @Test
  void aHintOverridesTheWayByTheKey() {
    assertThat(demo.withHint(doc("{a: 1}")).find(ONE).explain().getString("planSummary"))
        .isEqualTo("IXSCAN { a: 1 }");
    assertThat(demo.withHint(doc("{$natural: 1}")).find(ONE).explain().getString("planSummary"))
        .isEqualTo("COLLSCAN");
    assertThat(demo.withHint("_id_").find(ONE).explain().getString("planSummary"))
        .isEqualTo("EXPRESS_IXSCAN { _id: 1 }");
    assertThat(demo.withHint(doc("{a: 1}")).deleteOne(ONE).deletedCount()).isOne();
  }

  private Document stage(WriteModel<Document> write) {
    return demo.explain(write)
        .get("queryPlanner", Document.class)
        .get("winningPlan", Document.class);
  }

  private String summary(WriteModel<Document> write) {
    return demo.explain(write).getString("planSummary");
  }

  @Test
  void aWriteByItsKeyAloneIsExpress() {
    var update = new UpdateOne<Document>(ONE, doc("{$inc: {b: 1}}"));

    assertThat(summary(update)).isEqualTo("EXPRESS_IXSCAN { _id: 1 },EXPRESS_UPDATE");
    assertThat(summary(new DeleteOne<>(ONE))).isEqualTo("EXPRESS_IXSCAN { _id: 1 },EXPRESS_DELETE");
    assertThat(summary(new UpdateOne<>(doc("{_id: 1, b: 1}"), doc("{$inc: {b: 1}}"))))
        .isEqualTo("IXSCAN { _id: 1 }");
    assertThat(stage(update))
        .containsEntry("stage", "EXPRESS_UPDATE")
        .containsEntry("nWouldModify", 1L);
    assertThat(test.value(1, "b")).as("unchanged").isEqualTo(1);
  }

  @Test
  void aWriteThroughAnIndexSaysHowManyItWouldChange() {
    var some = doc("{a: 1}");

    assertThat(stage(new UpdateMany<>(some, doc("{$set: {b: 2}}"))))
        .containsEntry("stage", "UPDATE")
        .containsEntry("nMatched", 2L)
        .containsEntry("nWouldModify", 1L)
        .containsEntry("nWouldUpsert", 0L);
    assertThat(stage(new DeleteMany<>(some))).containsEntry("nWouldDelete", 2L);
    assertThat(stage(new DeleteOne<>(some))).containsEntry("nWouldDelete", 1L);
    assertThat(summary(new DeleteMany<>(some))).isEqualTo("IXSCAN { a: 1 }");
    assertThat(demo.countDocuments()).isEqualTo(3);
  }

  @Test
  void anUpsertThatFindsNothingWouldInsert() {
    var upsert = UpdateOptions.DEFAULT.withUpsert(true);
    var missing = doc("{a: 9}");

    assertThat(stage(new UpdateOne<>(missing, doc("{$set: {b: 2}}"), upsert)))
        .containsEntry("nWouldUpsert", 1L);
    assertThat(stage(new ReplaceOne<>(missing, doc("{b: 2}"), upsert)))
        .containsEntry("nWouldUpsert", 1L);
    var pipeline = List.of(doc("{$set: {b: 2}}"));
    assertThat(stage(new UpdateByPipeline<>(missing, pipeline, true, upsert)))
        .containsEntry("nWouldUpsert", 1L);
    assertThat(demo.countDocuments()).isEqualTo(3);
  }

  @Test
  void aSortedUpdateSaysThatItSorts() {
    var sorted = UpdateOptions.DEFAULT.withSort(doc("{b: -1}"));

    assertThat(
            stage(new UpdateOne<>(doc("{a: 1}"), doc("{$set: {b: 2}}"), sorted))
                .get("inputStage", Document.class))
        .containsEntry("stage", "SORT");
  }

  @Test
  void anInsertCannotBeExplained() {
    assertThat(Refused.number(() -> demo.explain(new InsertOne<>(ONE)))).isEqualTo(2);
  }
}
