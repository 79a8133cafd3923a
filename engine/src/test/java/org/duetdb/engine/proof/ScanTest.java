package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.engine.Remains;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Scans while others insert, update and delete: no document is missed, none is there twice, and a
 * transaction is seen as a whole or not at all. The races to lose are in the list of heads, which
 * grows, gives segments back and has documents come back at another place, and between a delete and
 * the pruning of its tombstone.
 */
final class ScanTest {
  /** More than a segment of the list of heads, so that segments come and go. */
  private static final int STABLE = 300;

  private static final int ROUNDS = 400;
  private static final Document STABLES = new Document("kind", "stable");
  private static final Document TOKENS = new Document("kind", "token");
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private final TestDeployment deployment = TestDeployment.real("transactionLifetime=0");
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopped;

  @BeforeEach
  void insert() {
    for (int id = 0; id < STABLE; id++) {
      deployment.demo().insertOne(new Document("_id", id).append("kind", "stable").append("n", 0));
    }
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(deployment.remains())
        .isEqualTo(Remains.nothingBut((int) deployment.demo().countDocuments()));
    deployment.close();
  }

  private interface Work {
    void run(Random random, int round);
  }

  /** Repeats {@code work} on a thread of its own until the scans are done. */
  private void whileScanning(long seed, Work work) {
    var writer =
        new Thread(
            () -> {
              var random = new Random(seed);
              try {
                for (int round = 0; !stopped; round++) {
                  work.run(random, round);
                }
              } catch (RuntimeException | Error failed) {
                failure.compareAndSet(null, failed);
              }
            });
    writers.add(writer);
    writer.start();
  }

  private void stop() throws InterruptedException {
    stopped = true;
    for (var writer : writers) {
      writer.join();
    }
    assertThat(failure.get()).isNull();
  }

  private void churn(Random random, int round) {
    var id = new Document("_id", "churn-" + random.nextInt(1_500));
    if (deployment.demo().deleteOne(id).deletedCount() == 0) {
      deployment.demo().insertOne(id.append("kind", "churn"));
    }
    deployment.demo().updateOne(new Document("_id", random.nextInt(STABLE)), INC);
  }

  /** Deletes a token and inserts another, as one: there is always exactly one. */
  private static void pass(Session session, int round) {
    session.startTransaction();
    var demo = TestDeployment.demo(session);
    demo.deleteOne(new Document("_id", "token-" + round));
    demo.insertOne(new Document("_id", "token-" + (round + 1)).append("kind", "token"));
    session.commitTransaction();
  }

  private void start() {
    deployment.demo().insertOne(new Document("_id", "token-0").append("kind", "token"));
    whileScanning(1, this::churn);
    var session = deployment.documents().startSession("token");
    whileScanning(2, (random, round) -> pass(session, round));
  }

  private static void check(List<Document> scanned) {
    var ids = new HashSet<Object>();
    int stable = 0;
    int tokens = 0;
    for (var document : scanned) {
      assertThat(ids.add(document.get("_id"))).as("%s is there once", document).isTrue();
      stable += document.get("kind").equals("stable") ? 1 : 0;
      tokens += document.get("kind").equals("token") ? 1 : 0;
    }
    assertThat(stable).as("stable documents").isEqualTo(STABLE);
    assertThat(tokens).as("tokens").isEqualTo(1);
  }

  @Test
  void outsideATransactionNothingIsMissedOrThereTwice() throws InterruptedException {
    start();
    for (int round = 0; round < ROUNDS; round++) {
      check(deployment.demo().find().toList());
    }
    stop();
  }

  @Test
  void inATransactionEveryScanIsTheSame() throws InterruptedException {
    start();
    try (var session = deployment.documents().startSession("reader")) {
      for (int round = 0; round < ROUNDS / 4; round++) {
        session.startTransaction();
        DocumentCollection<Document> demo = TestDeployment.demo(session);
        var first = demo.find().toList();
        check(first);
        assertThat(demo.find().toList()).isEqualTo(first);
        session.commitTransaction();
      }
    }
    stop();
  }

  @Test
  void aLongCursorSeesItsSnapshotToTheEnd() throws InterruptedException {
    start();
    for (int round = 0; round < 20; round++) {
      var scanned = new ArrayList<Document>();
      try (var cursor = deployment.demo().find().cursor()) {
        while (cursor.hasNext()) {
          scanned.add(cursor.next());
          Thread.onSpinWait();
        }
      }
      check(scanned);
    }
    stop();
  }

  @Test
  void anUpdateOfManyReachesEveryDocumentOnce() throws InterruptedException {
    whileScanning(
        3,
        (random, round) -> {
          var id = new Document("_id", "churn-" + random.nextInt(1_500));
          if (deployment.demo().deleteOne(id).deletedCount() == 0) {
            deployment.demo().insertOne(id.append("kind", "churn"));
          }
        });
    for (int round = 1; round <= 100; round++) {
      assertThat(deployment.demo().updateMany(STABLES, INC).modifiedCount()).isEqualTo(STABLE);
    }
    stop();

    assertThat(deployment.demo().countDocuments(new Document("n", 100))).isEqualTo(STABLE);
    assertThat(deployment.demo().countDocuments(TOKENS)).isZero();
  }
}
