package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.duetdb.api.Cursor;
import org.duetdb.engine.Remains;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Many writers on one document: nothing is lost, nobody fails, and the chain stays short. The
 * property {@code duet.increments} says how often the two longest tests write; a million is the
 * claim, and every build does a fifth of that.
 */
final class HotDocumentTest {
  private static final Document X = new Document("_id", 1);
  private static final Document INC = new Document("$inc", new Document("n", 1));

  /** How many versions beyond the live snapshots may hang together. */
  private static final int SLACK = 16;

  /** A prime, so that the samples meet every phase of pruning. */
  private static final int SAMPLE_EVERY = 97;

  private static final int INCREMENTS = Integer.getInteger("duet.increments", 200_000);

  private static final int THREADS = 64;

  private final TestDeployment deployment = TestDeployment.real("transactionLifetime=0");

  @BeforeEach
  void insert() {
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(1));
    deployment.close();
  }

  private void increment(int times) {
    var demo = deployment.demo();
    long modified = 0;
    for (int i = 0; i < times; i++) {
      modified += demo.updateOne(X, INC).modifiedCount();
    }
    assertThat(modified).isEqualTo(times);
  }

  /** Increments, and returns the longest chain seen on the way. */
  private int longestWhileIncrementing(int times) {
    int longest = 0;
    for (int left = times; left > 0; left -= SAMPLE_EVERY) {
      increment(Math.min(left, SAMPLE_EVERY));
      longest = Math.max(longest, deployment.remains().longest());
    }
    return longest;
  }

  /** Runs {@code work} on so many threads at once; the first failure, if any, is thrown. */
  private static void onThreads(int count, Runnable work) throws InterruptedException {
    var start = new CountDownLatch(1);
    var failure = new AtomicReference<Throwable>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < count; i++) {
      var thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  work.run();
                } catch (InterruptedException | RuntimeException | Error failed) {
                  failure.compareAndSet(null, failed);
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
  }

  @Test
  void sixtyFourThreadsIncrementOneDocument() throws InterruptedException {
    int each = INCREMENTS / THREADS;

    onThreads(THREADS, () -> increment(each));

    assertThat(deployment.value(1, "n")).isEqualTo(THREADS * each);
  }

  @Test
  void twoWritersInTransactionsAndTwoOutsideLoseNothing() throws InterruptedException {
    var turn = new AtomicInteger();
    onThreads(
        4,
        () -> {
          if (turn.getAndIncrement() % 2 == 0) {
            increment(10_000);
          } else {
            try (var sql = deployment.sql("writer")) {
              for (int i = 0; i < 10_000; i++) {
                sql.readCommitted();
                sql.inc(1, 1);
                sql.commit();
              }
            }
          }
        });

    assertThat(deployment.value(1, "n")).isEqualTo(40_000);
  }

  @Test
  void underOneTransactionsSnapshotManyIncrementsMakeNoChain() {
    try (var reader = deployment.sql("reader").repeatableRead()) {
      assertThat(reader.read(1)).isZero();

      int longest = longestWhileIncrementing(INCREMENTS);

      assertThat(longest).isLessThanOrEqualTo(1 + SLACK);
      assertThat(reader.read(1)).as("its snapshot stays whole").isZero();
    }
    assertThat(deployment.value(1, "n")).isEqualTo(INCREMENTS);
  }

  @Test
  void underOneCursorFourThreadsMakeNoChainEither() throws InterruptedException {
    try (var cursor = deployment.demo().find(new Document("n", 0)).cursor()) {
      var longest = new AtomicInteger();
      onThreads(4, () -> longest.accumulateAndGet(longestWhileIncrementing(50_000), Math::max));

      assertThat(longest.get()).isLessThanOrEqualTo(1 + SLACK);
      assertThat(cursor.next()).containsEntry("n", 0);
    }
    assertThat(deployment.value(1, "n")).isEqualTo(200_000);
  }

  @Test
  void transactionsThatCommitMakeNoChainEither() {
    try (var reader = deployment.sql("reader").repeatableRead();
        var writer = deployment.sql("writer")) {
      assertThat(reader.read(1)).isZero();

      for (int i = 0; i < 20_000; i++) {
        writer.readCommitted();
        writer.inc(1, 1);
        assertThat(deployment.remains().longest()).isLessThanOrEqualTo(1 + SLACK);
        writer.commit();
      }

      assertThat(reader.read(1)).isZero();
    }
  }

  @Test
  void amongManySnapshotsOnlyWhatOneOfThemSeesStays() {
    int count = 100;
    List<Cursor<Document>> cursors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cursors.add(deployment.demo().find(new Document("n", new Document("$gte", 0))).cursor());
      increment(10);
    }
    assertThat(longestWhileIncrementing(10_000)).isLessThanOrEqualTo(count + SLACK);

    for (int i = count - 1; i > 0; i -= 2) {
      cursors.remove(i).close();
    }
    increment(count);
    assertThat(longestWhileIncrementing(10_000)).isLessThanOrEqualTo(count / 2 + SLACK);

    for (int i = 0; i < cursors.size(); i++) {
      try (var cursor = cursors.get(i)) {
        assertThat(cursor.next()).containsEntry("n", i * 20);
      }
    }
  }
}
