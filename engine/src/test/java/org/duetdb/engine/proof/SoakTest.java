package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.time.SystemTime;
import org.duetdb.engine.Remains;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.Test;

/**
 * Mixed work by many threads in real time: documents and SQL's rules, autocommit and transactions
 * of every level, all policies, savepoints, cursors that nobody reads to their end, duplicate keys.
 * When all sessions are closed, nothing is left but one version of each live document. The system
 * property {@code duet.soak} says for how many seconds; the profile {@code soak} for 60.
 */
final class SoakTest {
  private static final int THREADS = 32;
  private static final int KEYS = 60;
  private static final Duration DURATION = Duration.ofSeconds(Integer.getInteger("duet.soak", 2));

  private static final List<IsolationLevel> LEVELS = List.of(IsolationLevel.values());
  private static final List<ConflictPolicy> POLICIES = List.of(ConflictPolicy.values());

  /** Time-out, lock time-out, write conflict, no such transaction, duplicate key. */
  private static final Set<Integer> REGULAR = Set.of(50, 24, 112, 251, 11000);

  private final SystemTime time = SystemTime.create();
  private final long end = time.nanoTime() + DURATION.toNanos();
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();

  @Test
  void leavesNothingButTheDocuments()
      throws InterruptedException, ExecutionException, TimeoutException {
    try (var deployment = TestDeployment.real()) {
      for (int id = 0; id < KEYS; id++) {
        deployment.demo().insertOne(new Document("_id", id).append("n", 0));
      }
      var threads = Executors.newFixedThreadPool(THREADS);
      try {
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < THREADS; i++) {
          int thread = i;
          running.add(
              threads.submit(
                  thread % 2 == 0
                      ? () -> documents(deployment, thread)
                      : () -> sql(deployment, thread)));
        }
        for (var one : running) {
          one.get(DURATION.toSeconds() + 60, TimeUnit.SECONDS); // a hang is a failure
        }
      } finally {
        threads.shutdownNow();
      }

      assertThat(done.sum()).isGreaterThan(THREADS * 10L);
      assertThat(failed.sum()).as("some must meet").isPositive();
      int live = (int) deployment.demo().countDocuments();
      assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(live));
    }
  }

  private static <T> T oneOf(List<T> choice, Random random) {
    return choice.get(random.nextInt(choice.size()));
  }

  /** Something that may fail as work in a crowd does. */
  private void attempt(Runnable work) {
    try {
      work.run();
      done.increment();
    } catch (DuetException failure) {
      if (!REGULAR.contains(failure.number())) {
        throw failure;
      }
      failed.increment();
    }
  }

  private void documents(TestDeployment deployment, int seed) {
    var random = new Random(seed);
    while (time.nanoTime() < end) {
      try (var session = deployment.documents().startSession()) {
        var demo = TestDeployment.demo(session);
        for (int i = 0; i < 20; i++) {
          if (random.nextInt(3) > 0) {
            attempt(() -> operation(demo, random));
          } else {
            transaction(session, demo, random);
          }
        }
        if (random.nextBoolean()) {
          session.startTransaction(); // and leave it to the session's end
          attempt(() -> operation(demo, random));
        }
      }
    }
  }

  private void transaction(Session session, DocumentCollection<Document> demo, Random random) {
    var level = oneOf(LEVELS, random);
    var policy = random.nextBoolean() ? ConflictPolicy.WAIT : ConflictPolicy.FAIL;
    session.startTransaction(
        TransactionOptions.DEFAULT.withIsolation(level).withConflictPolicy(policy));
    attempt(
        () -> {
          int operations = 1 + random.nextInt(4);
          for (int i = 0; i < operations; i++) {
            operation(demo, random);
          }
          if (random.nextInt(5) > 0) {
            session.commitTransaction();
          }
        });
    if (session.hasActiveTransaction()) {
      session.abortTransaction();
    }
  }

  private static void operation(DocumentCollection<Document> demo, Random random) {
    int id = random.nextInt(KEYS);
    var one = new Document("_id", id);
    var few = new Document("_id", new Document("$gte", id).append("$lt", id + 3));
    var add = new Document("$inc", new Document("n", 1));
    switch (random.nextInt(8)) {
      case 0, 1 -> demo.updateOne(one, add);
      case 2 -> demo.updateMany(few, add);
      case 3 -> demo.deleteOne(one);
      case 4 -> demo.insertOne(new Document("_id", id).append("n", 1));
      case 5 -> demo.findOneForUpdate(one, oneOf(POLICIES, random));
      case 6 -> demo.find(few).toList();
      default -> {
        try (var cursor = demo.find().cursor()) {
          for (int i = 0; i < 5 && cursor.hasNext(); i++) {
            cursor.next();
          }
        }
      }
    }
  }

  private void sql(TestDeployment deployment, int seed) {
    var random = new Random(seed);
    while (time.nanoTime() < end) {
      try (var session = deployment.sql("sql-" + seed)) {
        for (int i = 0; i < 20; i++) {
          if (random.nextBoolean()) {
            attempt(() -> statement(session, random));
          } else {
            transaction(session.withLockTimeout(random.nextInt(3) * 5L), random);
          }
        }
        if (random.nextBoolean()) {
          session.begin(IsolationLevel.SERIALIZABLE); // and leave it to the session's end
          attempt(() -> statement(session, random));
        }
      }
    }
  }

  private void transaction(SqlSession session, Random random) {
    session.begin(oneOf(LEVELS, random));
    EngineSession engine = session.session();
    attempt(
        () -> {
          statement(session, random);
          var savepoint = engine.savepoint();
          statement(session, random);
          if (random.nextBoolean()) {
            engine.rollbackTo(savepoint);
          }
          statement(session, random);
        });
    attempt(
        () -> {
          if (random.nextInt(4) > 0) {
            session.commit();
          } else {
            session.rollback();
          }
        });
    engine.rollback();
  }

  private static void statement(SqlSession session, Random random) {
    int id = random.nextInt(KEYS);
    switch (random.nextInt(6)) {
      case 0, 1 -> session.inc(id, 1);
      case 2 -> session.delete(id);
      case 3 -> session.insert(id, 1);
      case 4 -> session.lock(id, SqlSession.Clause.waiting(random.nextInt(10)));
      default -> session.readAll();
    }
  }
}
