package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the policy SKIP leaves out, and that it says so. */
final class SkipPolicyTest {
  private static final Document OPEN = new Document("state", "open");
  private static final Document TAKE = new Document("$set", new Document("state", "taken"));

  private final TestDeployment deployment = TestDeployment.virtual();
  private final DocumentCollection<Document> skipping =
      deployment.demo().withConflictPolicy(ConflictPolicy.SKIP);
  private Session rival;

  @BeforeEach
  void twoOpenJobsOfWhichTheRivalHasTheFirst() {
    deployment.demo().insertOne(new Document("_id", 1).append("state", "open"));
    deployment.demo().insertOne(new Document("_id", 2).append("state", "open"));
    rival = deployment.documents().startSession("rival");
    rival.startTransaction();
    TestDeployment.demo(rival)
        .updateOne(new Document("_id", 1), new Document("$set", new Document("by", "rival")));
  }

  @AfterEach
  void close() {
    rival.close();
    deployment.close();
  }

  @Test
  void findOneAndUpdateByAnotherFieldTakesTheNextThatIsFree() {
    var first = deployment.call(() -> skipping.findOneAndUpdate(OPEN, TAKE));
    assertThat(first.result().orElseThrow().getInteger("_id")).isEqualTo(2);

    var second = deployment.call(() -> skipping.findOneAndUpdate(OPEN, TAKE));
    assertThat(second.result()).isEmpty();
  }

  @Test
  void aSortedUpdateTakesTheNextThatIsFree() {
    var sorted = UpdateOptions.DEFAULT.withSort(new Document("_id", 1));

    assertThat(deployment.call(() -> skipping.updateOne(OPEN, TAKE, sorted)).result())
        .satisfies(result -> assertThat(result.modifiedCount()).isEqualTo(1));
    assertThat(deployment.call(() -> skipping.updateOne(OPEN, TAKE, sorted)).result())
        .satisfies(result -> assertThat(result.matchedCount()).isZero());
  }

  @Test
  void anInsertThatIsNotDoneIsNotCounted() {
    TestDeployment.demo(rival).insertOne(new Document("_id", 3));
    long before = deployment.status("metrics.document.inserted");
    var upsert = UpdateOptions.DEFAULT.withUpsert(true);

    deployment
        .call(() -> skipping.updateOne(new Document("_id", 3), TAKE, upsert))
        .failedWith(ErrorCode.LOCK_TIMEOUT);
    deployment
        .call(() -> skipping.insertOne(new Document("_id", 3)))
        .failedWith(ErrorCode.LOCK_TIMEOUT);

    assertThat(deployment.status("metrics.document.inserted")).isEqualTo(before);
  }
}
