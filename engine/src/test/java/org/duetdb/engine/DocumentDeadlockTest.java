package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Document transactions that wait instead of failing can wait for each other in a circle: who
 * closes it is told so with 112, all that it holds is free at once, and running it again succeeds.
 */
final class DocumentDeadlockTest {
  private static final TransactionOptions WAIT =
      TransactionOptions.DEFAULT.withConflictPolicy(ConflictPolicy.WAIT);
  private static final int ACCOUNTS = 4;
  private static final int START = 100;

  private static void open(TestDeployment test) {
    for (int id = 1; id <= ACCOUNTS; id++) {
      test.demo().insertOne(new Document("_id", id).append("n", START));
    }
  }

  private static Document id(int id) {
    return new Document("_id", id);
  }

  private static Document inc(int by) {
    return new Document("$inc", new Document("n", by));
  }

  /** What takes a claim on a document, or on a unique key. */
  enum Write {
    UPDATE {
      @Override
      void on(DocumentCollection<Document> demo, int account) {
        demo.updateOne(id(account), inc(1));
      }
    },
    DELETE {
      @Override
      void on(DocumentCollection<Document> demo, int account) {
        demo.deleteOne(id(account));
      }
    },
    REPLACE {
      @Override
      void on(DocumentCollection<Document> demo, int account) {
        demo.replaceOne(id(account), new Document("n", START + 1));
      }
    },
    INSERT {
      @Override
      void on(DocumentCollection<Document> demo, int account) {
        demo.insertOne(id(10 + account));
      }
    },
    FIND_AND_MODIFY {
      @Override
      void on(DocumentCollection<Document> demo, int account) {
        demo.findOneAndUpdate(id(account), inc(1));
      }
    },
    FIND_FOR_UPDATE {
      @Override
      void on(DocumentCollection<Document> demo, int account) {
        demo.findOneForUpdate(id(account));
      }
    };

    abstract void on(DocumentCollection<Document> demo, int account);

    boolean in(Session session, int account) {
      on(TestDeployment.demo(session), account);
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(Write.class)
  void theOneWhoClosesTheCircleIsToldSoAtOnceAndTheOtherGoesOn(Write write) {
    try (var test = TestDeployment.virtual();
        var a = test.documents().startSession("A");
        var b = test.documents().startSession("B")) {
      open(test);
      a.startTransaction(WAIT);
      b.startTransaction(WAIT);
      write.in(a, 1);
      write.in(b, 2);
      var waiting = test.call(() -> write.in(a, 2));
      assertThat(waiting.isDone()).isFalse();

      var victim = test.call(() -> write.in(b, 1));

      victim.failedWith(ErrorCode.DEADLOCK);
      assertThat(victim.failure())
          .isInstanceOfSatisfying(
              WriteConflictException.class,
              told -> assertThat(told.conflict().holder()).contains("A"))
          .returns(112, DuetException::number)
          .hasMessageContaining("deadlock");
      assertThat(victim.failure().codeName()).isEqualTo("WriteConflict");
      assertThat(victim.failure().labels())
          .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
      assertThat(victim.endedAt()).isZero();
      assertThat(waiting.result()).isTrue();
      assertThat(Refused.number(() -> write.in(b, 3))).isEqualTo(251);
      a.commitTransaction();
      assertThat(test.status("metrics.operation.deadlocks")).isEqualTo(1);
    }
  }

  /** Moves one unit; keeps the sum. */
  private static boolean transfer(Session session, int from, int to, Runnable between) {
    return session.withTransaction(
        () -> {
          var demo = TestDeployment.demo(session);
          demo.updateOne(id(from), inc(-1));
          between.run();
          return demo.updateOne(id(to), inc(1)).modifiedCount() == 1;
        },
        WAIT);
  }

  private static int sum(TestDeployment test) {
    return test.demo().find().toList().stream().mapToInt(one -> one.getInteger("n")).sum();
  }

  private static void transferSome(
      TestDeployment test, Random random, int times, Runnable between) {
    try (var session = test.documents().startSession()) {
      for (int i = 0; i < times; i++) {
        int from = 1 + random.nextInt(ACCOUNTS);
        int to = 1 + (from + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
        assertThat(transfer(session, from, to, between)).isTrue();
      }
    }
  }

  @Test
  void randomTransfersThatWaitNeverHangAndLoseNothing() throws InterruptedException {
    long deadlocks = 0;
    for (long seed = 0; seed < 60; seed++) {
      try (var test = TestDeployment.virtual(seed, "transactionLifetime=0")) {
        open(test);
        var bodies = new ArrayList<Runnable>();
        for (int actor = 0; actor < 5; actor++) {
          var own = new Random(seed * 100 + actor);
          bodies.add(() -> transferSome(test, own, 4, test.time()::yieldBaton));
        }
        test.time().run(bodies.toArray(Runnable[]::new));

        assertThat(sum(test)).as("seed %s", seed).isEqualTo(ACCOUNTS * START);
        assertThat(test.remains()).as("seed %s", seed).isEqualTo(Remains.nothingBut(ACCOUNTS));
        deadlocks += test.status("metrics.operation.deadlocks");
      }
    }
    assertThat(deadlocks).as("circles were closed").isPositive();
  }

  @Test
  void manyThreadsThatWaitForEachOtherAllFinish() throws Exception {
    int threads = 12;
    var pool = Executors.newFixedThreadPool(threads);
    try (var test = TestDeployment.real("transactionLifetime=0")) {
      open(test);
      var done = new AtomicInteger();
      var runs = new ArrayList<Future<?>>();
      for (int thread = 0; thread < threads; thread++) {
        var own = new Random(thread);
        runs.add(
            pool.submit(
                () -> {
                  transferSome(test, own, 12, Thread::yield);
                  done.incrementAndGet();
                }));
      }
      for (var run : List.copyOf(runs)) {
        run.get();
      }

      assertThat(done).hasValue(threads);
      assertThat(sum(test)).isEqualTo(ACCOUNTS * START);
      assertThat(test.remains().claims()).isZero();
      assertThat(test.remains().waiters()).isZero();
    } finally {
      pool.shutdownNow();
    }
  }
}
