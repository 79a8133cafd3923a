package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.time.HangException;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.SqlSession.Clause;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In virtual time everything that happens is a function of the seed. The property {@code
 * duet.repeats} says how often one seed is run again; 1000 is the claim, and every build does a
 * fifth of that.
 */
final class DeterminismTest {
  private static final int REPEATS = Integer.getInteger("duet.repeats", 200);
  private static final int SEEDS = 50;
  private static final int ROWS = 3;
  private static final int ACTORS = 7;
  private static final int STEPS = 2;
  private static final List<IsolationLevel> LEVELS =
      List.of(
          IsolationLevel.READ_COMMITTED,
          IsolationLevel.REPEATABLE_READ,
          IsolationLevel.SERIALIZABLE,
          IsolationLevel.SERIALIZABLE);

  /** One run of writers of every kind on a few documents, and what has happened. */
  private static final class Run {
    private final long seed;
    private final TestDeployment deployment;
    private final List<String> journal = new ArrayList<>();

    private Run(long seed, String... options) {
      this.seed = seed;
      deployment = TestDeployment.virtual(seed, options);
    }

    static List<String> journal(long seed, String schedule) throws InterruptedException {
      var run = new Run(seed, "transactionLifetime=50", "conflictSchedule=" + schedule);
      try (run.deployment) {
        for (int id = 1; id <= ROWS; id++) {
          run.deployment.demo().insertOne(new Document("_id", id).append("n", 0));
        }
        var bodies = new ArrayList<Runnable>();
        for (int actor = 0; actor < ACTORS; actor++) {
          bodies.add(run.actor(actor));
        }
        bodies.add(run::watch);
        run.deployment.time().run(bodies.toArray(Runnable[]::new));
        run.end();
      }
      return run.journal;
    }

    private void end() {
      note("end", "documents " + deployment.demo().find().toList());
      var status = deployment.documents().serverStatus();
      status.remove("host"); // the name of a private deployment counts those of the process
      note("end", "status " + status.toJson());
    }

    private void note(String who, String what) {
      journal.add(deployment.time().nanoTime() + " " + who + " " + what);
    }

    private Runnable actor(int number) {
      var random = new Random(seed * 31 + number);
      var name = "actor-" + number;
      return switch (number) {
        case 0, 1 -> () -> outside(name, random);
        case 2, 3 -> () -> inTransactions(name, random);
        default -> () -> inSql(name, random);
      };
    }

    private interface Step {
      Object run();
    }

    private void attempt(String who, String what, Step step) {
      try {
        note(who, what + " -> " + step.run());
      } catch (DuetException failed) {
        note(who, what + " -> " + failed.code() + " " + failed.labels() + " " + failed);
      }
    }

    /** Thinks for a moment; that of many is equally long, because ties are what may go wrong. */
    private void pause(Random random) {
      try {
        deployment.time().sleep(Duration.ofMillis(10L * random.nextInt(4)));
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }

    private static Document row(Random random) {
      return new Document("_id", 1 + random.nextInt(ROWS));
    }

    private static final Document INC = new Document("$inc", new Document("n", 1));

    private void outside(String who, Random random) {
      var demo = deployment.demo();
      for (int step = 0; step < STEPS; step++) {
        var row = row(random);
        switch (random.nextInt(4)) {
          case 0 -> attempt(who, "updateMany", () -> demo.updateMany(new Document(), INC));
          case 1 ->
              attempt(
                  who,
                  "limited " + row,
                  () -> demo.withMaxTime(Duration.ofMillis(7)).updateOne(row, INC));
          case 2 -> attempt(who, "insert", () -> demo.insertOne(new Document("n", 1)));
          default -> attempt(who, "update " + row, () -> demo.updateOne(row, INC));
        }
        pause(random);
      }
    }

    private void inTransactions(String who, Random random) {
      try (var session = deployment.documents().startSession(who)) {
        for (int step = 0; step < STEPS; step++) {
          var options =
              random.nextBoolean()
                  ? TransactionOptions.DEFAULT
                  : TransactionOptions.DEFAULT.withConflictPolicy(ConflictPolicy.WAIT);
          session.startTransaction(options);
          inTransaction(who, random, session);
          pause(random);
        }
      }
    }

    private void inTransaction(String who, Random random, Session session) {
      for (int i = 0; i < 2; i++) {
        var row = row(random);
        attempt(who, "in transaction " + row, () -> update(session, row));
        pause(random);
      }
      attempt(
          who,
          "commit",
          () -> {
            session.commitTransaction();
            return "done";
          });
      if (session.hasActiveTransaction()) {
        session.abortTransaction();
      }
    }

    private static Object update(Session session, Document row) {
      return TestDeployment.demo(session).updateOne(row, INC);
    }

    private void inSql(String who, Random random) {
      try (var session = deployment.sql(who)) {
        for (int step = 0; step < STEPS; step++) {
          session.begin(LEVELS.get(random.nextInt(LEVELS.size())));
          sqlStatements(who, random, session);
          pause(random);
        }
      }
    }

    private void sqlStatements(String who, Random random, SqlSession session) {
      for (int i = 0; i < 3; i++) {
        int row = 1 + random.nextInt(ROWS);
        switch (random.nextInt(5)) {
          case 0 -> attempt(who, "lock " + row, () -> session.lock(row, Clause.FOR_UPDATE));
          case 1 -> attempt(who, "skip " + row, () -> session.lock(row, Clause.SKIP_LOCKED));
          case 2 -> attempt(who, "wait " + row, () -> session.lock(row, Clause.waiting(5)));
          case 3 -> attempt(who, "read", session::readAll);
          default -> attempt(who, "inc " + row, () -> session.withLockTimeout(20).inc(row, 1));
        }
        pause(random);
      }
      attempt(who, "commit", session::commit);
      session.rollback();
    }

    /** Writes down who waits for whom, in the order in which a user would see it. */
    private void watch() {
      for (int look = 0; look < 4; look++) {
        note("watch", "waits " + deployment.documents().waits());
        note("watch", "operations " + deployment.documents().currentOp());
        pause(new Random(seed + look));
      }
    }
  }

  /** Compares event by event, so that the first that differs is shown. */
  private static void same(List<String> journal, List<String> expected, long run) {
    for (int i = 0; i < Math.min(journal.size(), expected.size()); i++) {
      assertThat(journal.get(i)).as("event %d of run %d", i, run).isEqualTo(expected.get(i));
    }
    assertThat(journal).as("run %d", run).hasSameSizeAs(expected);
  }

  @ParameterizedTest
  @CsvSource({"notify,1", "mongodb-8.0,5"})
  void theSameSeedGivesTheSameJournalEveryTime(String schedule, int part)
      throws InterruptedException {
    var first = Run.journal(42, schedule);
    for (int i = 0; i < REPEATS / part; i++) {
      same(Run.journal(42, schedule), first, i);
    }
  }

  @Test
  void everySeedGivesItsOwnJournalTwice() throws InterruptedException {
    var journals = new HashSet<List<String>>();
    for (long seed = 0; seed < SEEDS; seed++) {
      var journal = Run.journal(seed, "notify");
      same(Run.journal(seed, "notify"), journal, seed);
      journals.add(journal);
    }
    assertThat(journals).hasSize(SEEDS);
  }

  /** Otherwise the journals could be equal because nothing happens in them. */
  @Test
  void theJournalsHoldEveryKindOfEvent() throws InterruptedException {
    var all = new ArrayList<String>();
    for (long seed = 0; seed < 60; seed++) {
      all.addAll(Run.journal(seed, "notify"));
    }
    for (var event :
        List.of(
            "WRITE_CONFLICT",
            "DEADLOCK",
            "LOCK_TIMEOUT",
            "MAX_TIME_MS_EXPIRED",
            "NO_SUCH_TRANSACTION",
            "TRANSACTION_EXCEEDED_LIFETIME",
            "TRANSACTION_CANCELLED",
            "SERIALIZATION_FAILURE",
            "commit -> true",
            "waits [Waiting")) {
      assertThat(all).as(event).anyMatch(line -> line.contains(event));
    }
  }

  /** What a user draws by chance is drawn from the deployment's generator. */
  @Test
  void idsAreDrawnBySeedToo() {
    assertThat(insertedId(1)).isEqualTo(insertedId(1)).isNotEqualTo(insertedId(2));
  }

  private static String insertedId(long seed) {
    try (var deployment = TestDeployment.virtual(seed)) {
      return deployment.demo().insertOne(new Document("n", 1)).insertedId().toString();
    }
  }

  @Test
  void aHangIsReportedWithWhoWaitsForWhomAndLeavesNoWaiterBehind() {
    try (var deployment = TestDeployment.virtual("transactionLifetime=0");
        var a = deployment.sql("A");
        var b = deployment.sql("B")) {
      deployment.demo().insertOne(new Document("_id", 1).append("n", 0));

      a.readCommitted();
      a.inc(1, 1); // and never commits
      b.readCommitted();

      assertThatThrownBy(() -> deployment.time().run(() -> b.inc(1, 1)))
          .isInstanceOf(HangException.class)
          .hasMessageMatching(
              "every actor waits and no timer is left:\nactor-1 waits for B: document 1 of"
                  + " test\\.demo is claimed by A \\(test\\) since .*; decided by level READ"
                  + " COMMITTED");

      assertThat(deployment.remains().waiters()).isZero();
    }
  }
}
