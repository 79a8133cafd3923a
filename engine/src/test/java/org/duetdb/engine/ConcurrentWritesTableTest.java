package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import java.util.List;
import java.util.Optional;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.Session;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.UpdateResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rows on writes of several documents outside a transaction, on findAndModify, and on upserts
 * that race.
 */
final class ConcurrentWritesTableTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = deployment.demo();
  private final Session rival = deployment.documents().startSession("R");

  @BeforeEach
  void insertThree() {
    demo.insertMany(List.of(doc("{_id: 1, n: 1}"), doc("{_id: 2, n: 2}"), doc("{_id: 3, n: 3}")));
    rival.startTransaction();
  }

  @AfterEach
  void nothingIsLeft() {
    rival.close();
    var remains = deployment.remains();
    assertThat(remains).isEqualTo(Remains.nothingBut(remains.documents()));
    deployment.close();
  }

  private DocumentCollection<Document> inRival() {
    return TestDeployment.demo(rival);
  }

  private void rivalUpdates(int id, String update) {
    inRival().updateOne(new Document("_id", id), doc(update));
  }

  private void rivalCommits() {
    rival.commitTransaction();
    deployment.settle();
  }

  @Test
  void aFailureMidwayLeavesTheDocumentsBeforeItChanged() {
    demo.updateOne(doc("{_id: 2}"), doc("{$set: {n: 'two'}}"));

    assertThat(Refused.number(() -> demo.updateMany(doc("{}"), doc("{$inc: {n: 10}}"))))
        .isEqualTo(14);
    assertThat(demo.distinct("n", doc("{}"), BsonValue.class))
        .containsExactly(new BsonInt32(11), new BsonString("two"), new BsonInt32(3));
  }

  @Test
  void eachDocumentIsAUnitOfItsOwnAndIsSeenBeforeTheOthersAreDone() {
    rivalUpdates(2, "{$set: {other: 1}}");
    var many = deployment.call(() -> demo.updateMany(doc("{}"), doc("{$inc: {n: 10}}")));

    assertThat(many.isDone()).isFalse();
    assertThat(deployment.value(1, "n")).isEqualTo(11);
    assertThat(demo.updateOne(doc("{_id: 1}"), doc("{$inc: {n: 100}}")).modifiedCount())
        .isEqualTo(1);
    rivalCommits();

    assertThat(many.result().modifiedCount()).isEqualTo(3);
    assertThat(demo.distinct("n", doc("{}"), Integer.class)).containsExactly(111, 12, 13);
  }

  @Test
  void aDocumentThatTheUpdateMovesIsNotUpdatedTwice() {
    assertThat(demo.updateMany(doc("{n: {$gte: 1}}"), doc("{$inc: {n: 10}}")).modifiedCount())
        .isEqualTo(3);
    assertThat(demo.distinct("n", doc("{}"), Integer.class)).containsExactly(11, 12, 13);
  }

  @Test
  void aDocumentThatNoLongerMatchesAfterTheWaitIsLeftOut() {
    rivalUpdates(2, "{$set: {n: -2}}");
    var many = deployment.call(() -> demo.updateMany(doc("{n: {$gt: 0}}"), doc("{$set: {x: 1}}")));
    rivalCommits();

    assertThat(many.result()).isEqualTo(new UpdateResult(2, 2, Optional.empty()));
    assertThat(demo.countDocuments(doc("{x: 1}"))).isEqualTo(2);
  }

  @Test
  void manyWithAReplacementIsRefused() {
    assertThat(Refused.by(() -> demo.updateMany(doc("{}"), doc("{n: 1}"))))
        .hasMessage("multi update is not supported for replacement-style update")
        .returns(9, refused -> refused.number());
  }

  @Test
  void deleteManyWaitsAndDeletesTheRest() {
    rivalUpdates(2, "{$set: {n: -2}}");
    var many = deployment.call(() -> demo.deleteMany(doc("{n: {$gt: 0}}")).deletedCount());
    assertThat(many.isDone()).isFalse();
    rivalCommits();

    assertThat(many.result()).isEqualTo(2);
    assertThat(demo.distinct("_id", doc("{}"), Integer.class)).containsExactly(2);
  }

  @Test
  void findAndModifyWaitsAndReturnsTheNewestBefore() {
    rivalUpdates(1, "{$inc: {n: 100}}");
    var call =
        deployment.call(
            () -> demo.findOneAndUpdate(doc("{_id: 1}"), doc("{$inc: {n: 1}}")).orElseThrow());
    assertThat(call.isDone()).isFalse();
    rivalCommits();

    assertThat(call.result()).isEqualTo(doc("{_id: 1, n: 101}"));
    assertThat(deployment.value(1, "n")).isEqualTo(102);
  }

  @Test
  void findAndModifyChoosesTheNextWhenItsFirstHasGone() {
    inRival().deleteOne(doc("{_id: 3}"));
    var largest = FindOneAndUpdateOptions.DEFAULT.withSort(doc("{n: -1}")).withReturnAfter(true);
    var call =
        deployment.call(
            () ->
                demo.findOneAndUpdate(doc("{n: {$gt: 0}}"), doc("{$set: {taken: 1}}"), largest)
                    .orElseThrow());
    assertThat(call.isDone()).isFalse();
    rivalCommits();

    assertThat(call.result()).isEqualTo(doc("{_id: 2, n: 2, taken: 1}"));
  }

  @Test
  void aPlainUpdateWhoseDocumentHasGoneTakesNoOther() {
    inRival().deleteOne(doc("{_id: 1}"));
    var call = deployment.call(() -> demo.updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}")));
    rivalCommits();

    assertThat(call.result().matchedCount()).isZero();
  }

  private static UpdateResult upsert(DocumentCollection<Document> collection, String filter) {
    return collection.updateOne(
        doc(filter), doc("{$inc: {hits: 1}}"), UpdateOptions.DEFAULT.withUpsert(true));
  }

  @Test
  void ofTwoUpsertsOfTheSameIdTheLoserUpdates() {
    inRival().insertOne(doc("{_id: 9, hits: 5}"));
    var first = deployment.call(() -> upsert(demo, "{_id: 9}"));
    var second = deployment.call(() -> upsert(demo, "{_id: {$in: [9]}}"));
    rivalCommits();

    assertThat(first.result().matchedCount()).isEqualTo(1);
    assertThat(second.result().matchedCount()).isEqualTo(1);
    assertThat(deployment.value(9, "hits")).isEqualTo(7);
  }

  @Test
  void ofTwoUpsertsBehindAnAbortOneInsertsAndTheOtherUpdates() {
    inRival().insertOne(doc("{_id: 9, hits: 5}"));
    var first = deployment.call(() -> upsert(demo, "{_id: 9}"));
    var second = deployment.call(() -> upsert(demo, "{_id: 9}"));
    rival.abortTransaction();
    deployment.settle();

    assertThat(first.result().upsertedId()).isPresent();
    assertThat(second.result().upsertedId()).isEmpty();
    assertThat(deployment.value(9, "hits")).isEqualTo(2);
  }

  @Test
  void withoutAUniqueIndexBothUpsertsInsert() {
    inRival().insertOne(doc("{_id: 8, name: 'x'}"));
    assertThat(upsert(demo, "{name: 'x'}").upsertedId()).isPresent();
    rivalCommits();

    assertThat(demo.countDocuments(doc("{name: 'x'}"))).isEqualTo(2);
  }

  @Test
  void anUpsertThatCannotBeTakenForAnUpdateOfItsIdIsADuplicate() {
    demo.updateOne(doc("{_id: 1}"), doc("{$set: {name: 'y'}}"));

    assertThat(Refused.number(() -> upsert(demo, "{_id: 1, name: 'x'}"))).isEqualTo(11000);
  }

  @Test
  void inATransactionARacingUpsertFails() {
    inRival().insertOne(doc("{_id: 9}"));
    try (var session = deployment.documents().startSession("S")) {
      session.startTransaction();

      assertThat(Refused.number(() -> upsert(TestDeployment.demo(session), "{_id: 9}")))
          .isEqualTo(112);
    }
  }

  @Test
  void theGeneratedIdOfAnUpsertStaysTheSameWhateverItWaitsFor() {
    rival.database("test").collection("new").insertOne(doc("{_id: 1}"));
    var target = deployment.documents().database("test").collection("new");
    var call = deployment.call(() -> upsert(target, "{name: 'z'}").upsertedId().orElseThrow());
    assertThat(call.isDone()).isFalse();
    rivalCommits();

    assertThat(target.find(doc("{name: 'z'}")).first().orElseThrow().getObjectId("_id"))
        .isEqualTo(call.result().asObjectId().getValue());
  }

  @Test
  void anUpdateThatChangesNothingMatchesAndNeitherWaitsNorConflicts() {
    rivalUpdates(1, "{$set: {n: 50}}");

    var nothing = demo.updateOne(doc("{_id: 1}"), doc("{$set: {n: 1}}"));
    assertThat(nothing).isEqualTo(new UpdateResult(1, 0, Optional.empty()));
    var locking = deployment.call(() -> demo.findOneForUpdate(doc("{_id: 1}")).orElseThrow());
    assertThat(locking.isDone()).as("while findOneForUpdate does lock").isFalse();
    rivalCommits();
    assertThat(locking.result().getInteger("n")).isEqualTo(50);
  }
}
