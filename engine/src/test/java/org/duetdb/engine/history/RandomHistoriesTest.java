package org.duetdb.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.engine.Call;
import org.duetdb.engine.Remains;
import org.duetdb.engine.TestDeployment;
import org.duetdb.engine.history.Step.Kind;
import org.junit.jupiter.api.Test;

/**
 * Autocommit, READ COMMITTED and REPEATABLE READ, SQL and documents, against the naive model: what
 * is read, how everything ends, who waits and when, and what is there in the end. To replay a
 * failure, run its seed alone.
 */
final class RandomHistoriesTest {
  private static final List<ConflictPolicy> POLICIES = List.of(ConflictPolicy.values());
  private static final int HISTORIES = 100;

  @Test
  void everyHistoryGoesAsTheNaiveModelSays() {
    int waits = 0;
    int deadlocks = 0;
    int conflicts = 0;
    for (long seed = 0; seed < HISTORIES; seed++) {
      var history = new History(seed);
      try {
        history.play();
      } catch (AssertionError failed) {
        throw new AssertionError(
            "seed " + seed + ": " + String.join("\n  ", history.journal), failed);
      }
      waits += history.count(NaiveDatabase.WAITS);
      deadlocks += history.count("DEADLOCK");
      conflicts += history.count("WRITE_CONFLICT");
    }
    // Otherwise they could agree because nothing happens.
    assertThat(waits).isGreaterThan(HISTORIES);
    assertThat(conflicts).isGreaterThan(HISTORIES);
    assertThat(deadlocks).isGreaterThan(5);
  }

  /** One history. */
  private static final class History {
    private static final int KEYS = 4;
    private static final int STEPS = 70;
    private static final int SQL_CLIENTS = 4;
    private static final int CLIENTS = 6;

    private final List<String> journal = new ArrayList<>();
    private final Random random;
    private final TestDeployment deployment;
    private final NaiveDatabase model = new NaiveDatabase();
    private final List<NaiveClient> naive = new ArrayList<>();
    private final List<EngineClient> real = new ArrayList<>();
    private final List<Optional<Call<String>>> calls = new ArrayList<>();

    History(long seed) {
      random = new Random(seed);
      deployment = TestDeployment.virtual(seed, "transactionLifetime=0");
    }

    int count(String answer) {
      return (int) journal.stream().filter(line -> line.endsWith(answer)).count();
    }

    void play() {
      try (deployment) {
        open();
        for (int i = 0; i < STEPS; i++) {
          int who = random.nextInt(CLIENTS);
          if (calls.get(who).isEmpty()) {
            run(who, choose(naive.get(who)));
          }
        }
        finish();
        real.forEach(EngineClient::close);
        assertThat(contents()).isEqualTo(model.committed());
        assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(model.committed().size()));
      }
    }

    private void open() {
      for (int i = 0; i < CLIENTS; i++) {
        boolean ofDocuments = i >= SQL_CLIENTS;
        var name = (ofDocuments ? "documents-" : "sql-") + i;
        naive.add(model.client(name, ofDocuments));
        real.add(new EngineClient(deployment.documents().engine().openSession(name), ofDocuments));
        calls.add(Optional.empty());
      }
      for (int key = 1; key < KEYS; key++) {
        run(0, new Step(Kind.INSERT, key, 0, Optional.empty()));
      }
    }

    private Map<Integer, Integer> contents() {
      var contents = new TreeMap<Integer, Integer>();
      for (Document document : deployment.demo().find()) {
        contents.put(document.getInteger("_id"), document.getInteger("n"));
      }
      return contents;
    }

    private Step choose(NaiveClient client) {
      if (!client.isInTransaction()) {
        return random.nextInt(3) == 0 ? statement() : begin(client);
      }
      if (client.failed && random.nextInt(3) > 0) {
        return Step.of(Kind.ROLLBACK);
      }
      int dice = random.nextInt(16);
      if (dice == 0) {
        return Step.of(Kind.COMMIT);
      }
      if (dice == 1 && !client.ofDocuments) {
        return Step.of(Kind.SAVEPOINT);
      }
      if (dice == 2 && !client.savepoints.isEmpty()) {
        int which = random.nextInt(client.savepoints.size());
        return new Step(Kind.ROLLBACK_TO, 0, which, Optional.empty());
      }
      return dice == 3 ? Step.of(Kind.ROLLBACK) : statement();
    }

    private Step begin(NaiveClient client) {
      boolean snapshot = client.ofDocuments || random.nextInt(3) == 0;
      return Step.of(snapshot ? Kind.BEGIN_REPEATABLE_READ : Kind.BEGIN_READ_COMMITTED);
    }

    private Step statement() {
      var kind = Step.STATEMENTS.get(random.nextInt(Step.STATEMENTS.size()));
      Optional<ConflictPolicy> policy =
          random.nextInt(4) == 0
              ? Optional.of(POLICIES.get(random.nextInt(POLICIES.size())))
              : Optional.empty();
      return new Step(kind, random.nextInt(KEYS), 1 + random.nextInt(9), policy);
    }

    private void run(int who, Step step) {
      var expected = model.run(naive.get(who), step);
      journal.add(naive.get(who) + " " + step + " -> " + expected);
      calls.set(who, Optional.of(deployment.call(() -> real.get(who).run(step))));
      check(who, expected);
      var answers = model.takeAnswers();
      answers.forEach(
          (client, answer) -> {
            journal.add("  " + client + " goes on -> " + answer);
            check(naive.indexOf(client), answer);
          });
      for (int other = 0; other < CLIENTS; other++) {
        calls.get(other).ifPresent(call -> assertThat(call.isDone()).as("goes on").isFalse());
      }
    }

    private void check(int who, String expected) {
      var call = calls.get(who).orElseThrow();
      if (expected.equals(NaiveDatabase.WAITS)) {
        assertThat(call.isDone()).as("%s waits", naive.get(who)).isFalse();
      } else {
        assertThat(call.result()).as("the answer to %s", naive.get(who)).isEqualTo(expected);
        calls.set(who, Optional.empty());
      }
    }

    /** Ends every transaction, those that wait as soon as they can. */
    private void finish() {
      for (boolean open = true; open; ) {
        open = false;
        for (int who = 0; who < CLIENTS; who++) {
          var client = naive.get(who);
          if (client.isInTransaction() && calls.get(who).isEmpty()) {
            run(who, Step.of(client.failed ? Kind.ROLLBACK : Kind.COMMIT));
          }
          open |= client.isInTransaction() || calls.get(who).isPresent();
        }
      }
    }
  }
}
