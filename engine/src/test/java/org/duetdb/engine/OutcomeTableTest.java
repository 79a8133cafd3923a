package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of an autocommit write B that meets an open transaction A on the same document or
 * key: while A is open, when it commits, and when it aborts or expires.
 */
final class OutcomeTableTest {
  private enum End {
    COMMIT,
    ABORT,
    EXPIRE
  }

  private final TestDeployment deployment = TestDeployment.virtual();
  private final Session a = deployment.documents().startSession("A");

  @BeforeEach
  void start() {
    deployment.demo().insertOne(new Document("_id", "x").append("value", 200));
    a.startTransaction();
  }

  @AfterEach
  void close() {
    a.close();
    var remains = deployment.remains();
    assertThat(remains).isEqualTo(Remains.nothingBut(remains.documents()));
    deployment.close();
  }

  private DocumentCollection<Document> inA() {
    return TestDeployment.demo(a);
  }

  private static Document x() {
    return new Document("_id", "x");
  }

  private static Document inc(int by) {
    return new Document("$inc", new Document("value", by));
  }

  private void end(End how) {
    switch (how) {
      case COMMIT -> a.commitTransaction();
      case ABORT -> a.abortTransaction();
      case EXPIRE -> deployment.advance(60_000);
    }
    deployment.settle();
  }

  @Test
  void bAppliesOnTopOfAsUpdateOrOnTheOriginal() {
    for (var how : End.values()) {
      int before = deployment.value("x", "value");
      inA().updateOne(x(), inc(1_000));
      var b = deployment.call(() -> deployment.demo().updateOne(x(), inc(1)));
      assertThat(b.isDone()).isFalse();

      end(how);

      assertThat(b.result().matchedCount()).isEqualTo(1);
      assertThat(b.result().modifiedCount()).isEqualTo(1);
      assertThat(deployment.value("x", "value"))
          .isEqualTo(before + 1 + (how == End.COMMIT ? 1_000 : 0));
      restart(how);
    }
  }

  private void restart(End after) {
    if (after == End.EXPIRE) {
      a.abortTransaction();
    }
    a.startTransaction();
  }

  @Test
  void bIsNotAppliedWhenAHasMadeItsPredicateFalse() {
    var filter = x().append("value", 200);
    for (var how : new End[] {End.ABORT, End.EXPIRE, End.COMMIT}) {
      inA().updateOne(x(), inc(1));
      var b = deployment.call(() -> deployment.demo().updateOne(filter, inc(0)));
      assertThat(b.isDone()).as("an update that changes nothing does not wait").isTrue();
      var waits =
          deployment.call(
              () ->
                  deployment
                      .demo()
                      .updateOne(filter, new Document("$set", new Document("by", how.name()))));
      assertThat(waits.isDone()).isFalse();

      end(how);

      long expected = how == End.COMMIT ? 0 : 1;
      assertThat(waits.result().matchedCount()).isEqualTo(expected);
      assertThat(waits.result().modifiedCount()).isEqualTo(expected);
      restart(how);
    }
  }

  @Test
  void bsInsertOfTheSameIdIsADuplicateOrGoesIn() {
    for (var how : End.values()) {
      var id = "new-" + how;
      inA().insertOne(new Document("_id", id).append("by", "A"));
      var b =
          deployment.call(
              () -> deployment.demo().insertOne(new Document("_id", id).append("by", "B")));
      assertThat(b.isDone()).isFalse();

      end(how);

      if (how == End.COMMIT) {
        b.failedWith(ErrorCode.DUPLICATE_KEY);
        assertThat(b.failure().labels()).isEmpty();
        assertThat(b.failure())
            .hasMessageContaining("E11000 duplicate key error collection: test.demo index: _id_");
      } else {
        assertThat(b.result().insertedId().asString().getValue()).isEqualTo(id);
      }
      assertThat(deployment.demo().find(new Document("_id", id)).first().orElseThrow())
          .containsEntry("by", how == End.COMMIT ? "A" : "B");
      restart(how);
    }
  }

  @Test
  void bsUpdateOfADocumentThatADeletedMatchesNothingOrApplies() {
    for (var how : new End[] {End.ABORT, End.EXPIRE, End.COMMIT}) {
      inA().deleteOne(x());
      var b = deployment.call(() -> deployment.demo().updateOne(x(), inc(1)));
      assertThat(b.isDone()).isFalse();

      end(how);

      assertThat(b.result().matchedCount()).isEqualTo(how == End.COMMIT ? 0 : 1);
      restart(how);
    }
    assertThat(deployment.demo().countDocuments()).isZero();
  }

  @Test
  void bsDeleteOfADocumentThatAUpdatedWaits() {
    for (var how : new End[] {End.ABORT, End.COMMIT}) {
      inA().updateOne(x(), inc(1));
      var b = deployment.call(() -> deployment.demo().deleteOne(x()));
      assertThat(b.isDone()).isFalse();

      end(how);

      assertThat(b.result().deletedCount()).isEqualTo(1);
      restart(how);
      deployment.demo().insertOne(x().append("value", 200));
    }
  }

  @Test
  void bDoesNotWaitForWhatAHasOnlyRead() {
    assertThat(inA().find(x()).first()).isPresent();

    var b = deployment.call(() -> deployment.demo().updateOne(x(), inc(1)));

    assertThat(b.result().modifiedCount()).isEqualTo(1);
  }

  @Test
  void bDoesNotWaitForAnUpdateOfAThatChangesNothing() {
    assertThat(inA().updateOne(x(), inc(0)).matchedCount()).isEqualTo(1);

    var b = deployment.call(() -> deployment.demo().updateOne(x(), inc(1)));

    assertThat(b.result().modifiedCount()).isEqualTo(1);
    a.commitTransaction();
    assertThat(deployment.value("x", "value")).isEqualTo(201);
  }

  @Test
  void readersNeverWaitAndSeeTheCommittedDocument() {
    inA().updateOne(x(), inc(1_000));

    var read = deployment.call(() -> deployment.demo().find(x()).first().orElseThrow());
    var count = deployment.call(() -> deployment.demo().countDocuments());

    assertThat(read.result()).containsEntry("value", 200);
    assertThat(count.result()).isEqualTo(1);
  }
}
