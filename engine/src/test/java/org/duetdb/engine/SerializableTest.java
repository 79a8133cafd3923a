package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bson.BsonDocument;
import org.bson.Document;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.TransactionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SERIALIZABLE: no write skew, no phantoms, and no more victims than there must be. */
final class SerializableTest {
  private static final TransactionOptions SERIALIZABLE =
      TransactionOptions.DEFAULT.withIsolation(IsolationLevel.SERIALIZABLE);

  private final TestDeployment test = TestDeployment.virtual("transactionLifetime=0");

  @AfterEach
  void nothingIsLeft() {
    assertThat(test.engine().core().tracker().size()).as("transactions remembered").isZero();
    test.close();
  }

  private Session begin(String label, TransactionOptions options) {
    var session = test.documents().startSession(label);
    session.startTransaction(options);
    return session;
  }

  private static Document id(Object value) {
    return new Document("_id", value);
  }

  private static void set(Session session, Object id, String field, Object value) {
    TestDeployment.demo(session)
        .updateOne(id(id), new Document("$set", new Document(field, value)));
  }

  private static Optional<Document> read(Session session, Object id) {
    return TestDeployment.demo(session).find(id(id)).first();
  }

  private static void failsToCommit(Session session) {
    assertThatThrownBy(session::commitTransaction)
        .isInstanceOfSatisfying(
            DuetException.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
              assertThat(failed.labels())
                  .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
            });
  }

  private void doctors() {
    test.demo().insertOne(id("alice").append("onCall", true));
    test.demo().insertOne(id("bob").append("onCall", true));
  }

  @Test
  void ofTwoDoctorsWhoBothGoOffCallTheSecondFails() {
    doctors();
    try (var alice = begin("alice", SERIALIZABLE);
        var bob = begin("bob", SERIALIZABLE)) {
      TestDeployment.demo(alice).countDocuments(new Document("onCall", true));
      TestDeployment.demo(bob).countDocuments(new Document("onCall", true));
      set(alice, "alice", "onCall", false);
      set(bob, "bob", "onCall", false);
      alice.commitTransaction();
      failsToCommit(bob);
    }
    assertThat(test.demo().countDocuments(new Document("onCall", true))).isOne();
  }

  @Test
  void repeatableReadLetsBothGoOffCall() {
    doctors();
    try (var alice = begin("alice", TransactionOptions.DEFAULT);
        var bob = begin("bob", TransactionOptions.DEFAULT)) {
      TestDeployment.demo(alice).countDocuments(new Document("onCall", true));
      TestDeployment.demo(bob).countDocuments(new Document("onCall", true));
      set(alice, "alice", "onCall", false);
      set(bob, "bob", "onCall", false);
      alice.commitTransaction();
      bob.commitTransaction();
    }
    assertThat(test.demo().countDocuments(new Document("onCall", true))).isZero();
  }

  @Test
  void aMissingKeyIsReadToo() {
    test.demo().insertOne(id("any"));
    try (var a = begin("A", SERIALIZABLE);
        var b = begin("B", SERIALIZABLE)) {
      assertThat(read(a, "x")).isEmpty();
      assertThat(read(b, "y")).isEmpty();
      TestDeployment.demo(a).insertOne(id("y"));
      TestDeployment.demo(b).insertOne(id("x"));
      a.commitTransaction();
      failsToCommit(b);
    }
  }

  @Test
  void aDuplicateKeyThatTheSnapshotDoesNotSeeIsASerializationFailureAlsoWhereWritesWait() {
    test.demo().insertOne(id(1).append("n", 1));
    int key = 1;
    for (var policy : List.of(ConflictPolicy.WAIT, ConflictPolicy.FAIL)) {
      key++;
      try (var a = test.sql("A").with(policy).begin(IsolationLevel.SERIALIZABLE);
          var b = test.sql("B").with(policy).begin(IsolationLevel.SERIALIZABLE)) {
        assertThat(a.read(key)).as("A finds the key free").isEqualTo(-1);
        assertThat(b.read(key)).as("B finds the key free").isEqualTo(-1);
        a.insert(key, 1);
        a.commit();
        int taken = key;
        assertThatThrownBy(() -> b.insert(taken, 2))
            .as("policy %s: 11000 would say that the key is taken", policy)
            .isInstanceOfSatisfying(
                DuetException.class,
                failed -> assertThat(failed.code()).isEqualTo(ErrorCode.WRITE_CONFLICT));
      }
    }
  }

  @Test
  void aDuplicateKeyThatTheSnapshotSeesOrThatIsItsOwnIsNamedSo() {
    test.demo().insertOne(id(1).append("n", 1));
    try (var session = test.sql("A").begin(IsolationLevel.SERIALIZABLE)) {
      session.insert(2, 1);
      for (int key : new int[] {1, 2}) {
        assertThatThrownBy(() -> session.insert(key, 2)).isInstanceOf(DuplicateKeyException.class);
      }
      session.commit();
    }
  }

  @Test
  void aMissingCollectionIsReadToo() {
    try (var a = begin("A", SERIALIZABLE);
        var b = begin("B", SERIALIZABLE)) {
      assertThat(a.database("test").collection("one").countDocuments()).isZero();
      assertThat(b.database("test").collection("two").countDocuments()).isZero();
      a.database("test").collection("two").insertOne(id(1));
      b.database("test").collection("one").insertOne(id(1));
      a.commitTransaction();
      failsToCommit(b);
    }
  }

  @Test
  void aWriteThatNoScanLooksForHurtsNobody() {
    doctors();
    try (var a = begin("A", SERIALIZABLE);
        var b = begin("B", SERIALIZABLE)) {
      TestDeployment.demo(a).countDocuments(new Document("onCall", false));
      TestDeployment.demo(b).countDocuments(new Document("onCall", false));
      set(a, "alice", "room", 1);
      set(b, "bob", "room", 2);
      a.commitTransaction();
      b.commitTransaction();
    }
  }

  @Test
  void onlySerializableTransactionsAreProtectedAndOnlyFromEachOther() {
    doctors();
    try (var a = begin("A", SERIALIZABLE);
        var b = begin("B", TransactionOptions.DEFAULT)) {
      TestDeployment.demo(a).countDocuments(new Document("onCall", true));
      TestDeployment.demo(b).countDocuments(new Document("onCall", true));
      set(a, "alice", "onCall", false);
      set(b, "bob", "onCall", false);
      a.commitTransaction();
      b.commitTransaction();
    }
  }

  /** Fekete, O'Neil and O'Neil (2004): without the reader the two writers are serializable. */
  @Test
  void aReaderThatCompletesTheReadOnlyAnomalyMakesAWriterTheVictim() {
    test.demo().insertOne(id("checking").append("n", 0));
    test.demo().insertOne(id("savings").append("n", 0));
    try (var withdraw = begin("withdraw", SERIALIZABLE);
        var deposit = begin("deposit", SERIALIZABLE)) {
      read(withdraw, "checking");
      read(withdraw, "savings");
      set(deposit, "savings", "n", 20);
      deposit.commitTransaction();
      try (var report = begin("report", SERIALIZABLE.withReadOnly(true))) {
        assertThat(read(report, "checking")).isPresent();
        assertThat(read(report, "savings").orElseThrow().getInteger("n")).isEqualTo(20);
        report.commitTransaction();
      }
      assertThatThrownBy(
              () -> {
                set(withdraw, "checking", "n", -11);
                withdraw.commitTransaction();
              })
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> assertThat(failed.code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE));
    }
  }

  @Test
  void withoutTheReaderTheSameWritersBothCommit() {
    test.demo().insertOne(id("checking").append("n", 0));
    test.demo().insertOne(id("savings").append("n", 0));
    try (var withdraw = begin("withdraw", SERIALIZABLE);
        var deposit = begin("deposit", SERIALIZABLE)) {
      read(withdraw, "checking");
      read(withdraw, "savings");
      set(deposit, "savings", "n", 20);
      deposit.commitTransaction();
      set(withdraw, "checking", "n", -11);
      withdraw.commitTransaction();
    }
  }

  @Test
  void aDeferrableReaderWaitsForASafeSnapshotAndThenNeverFails() {
    test.demo().insertOne(id("x").append("n", 0));
    var writer = begin("writer", SERIALIZABLE);
    set(writer, "x", "n", 1);
    var reader = test.documents().engine().openSession("reader");
    reader.begin(
        new TransactionSettings(IsolationLevel.SERIALIZABLE, true, true, Optional.empty()));

    var call =
        test.call(
            () -> {
              var find =
                  FindOperation.of(TestDeployment.DEMO, Access.ALL, DocumentPredicate.ALWAYS);
              var settings = StatementSettings.document("find", BsonDocument::new);
              try (var cursor = reader.find(settings, find, new Object[0])) {
                return cursor.next() != null;
              }
            });
    assertThat(call.isDone()).isFalse();
    writer.commitTransaction();
    test.settle();

    assertThat(call.result()).isTrue();
    reader.commit(StatementSettings.Language.DOCUMENT);
    writer.close();
    reader.close();
  }

  /**
   * Random histories of reads and writes of a few keys by a few transactions: what has committed
   * must be equal to some serial order. Each write draws a new value, so the version that a read
   * saw is known, and the order of versions is the order of commits; a cycle in reads-from,
   * writes-after and overwritten-by would show.
   */
  @Test
  void randomHistoriesAreSerializable() {
    int victims = 0;
    int committed = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      var outcome = History.run(seed);
      assertThat(outcome.cycle()).as("seed %d", seed).isEmpty();
      victims += outcome.victims;
      committed += outcome.committed;
    }
    assertThat(committed).as("committed, beside %d victims", victims).isGreaterThan(victims);
    assertThat(victims).isPositive();
  }

  /** One random history and its dependency graph. */
  private static final class History {
    private static final int KEYS = 4;
    private static final int TRANSACTIONS = 5;

    private final Random random;
    private final TestDeployment test;
    private final List<Session> sessions = new ArrayList<>();
    private final boolean[] alive = new boolean[TRANSACTIONS];
    private final List<Map<Integer, Integer>> reads = new ArrayList<>();
    private final List<Map<Integer, Integer>> writes = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final Map<Integer, Integer> writerOf = new HashMap<>();
    private int values = KEYS;
    int victims;
    int committed;

    private History(long seed) {
      random = new Random(seed);
      test = TestDeployment.virtual(seed, "transactionLifetime=0");
    }

    static History run(long seed) {
      var history = new History(seed);
      history.play();
      history.test.close();
      return history;
    }

    private void play() {
      for (int key = 0; key < KEYS; key++) {
        test.demo().insertOne(id(key).append("v", key));
      }
      for (int i = 0; i < TRANSACTIONS; i++) {
        var session = test.documents().startSession("T" + i);
        session.startTransaction(SERIALIZABLE);
        sessions.add(session);
        alive[i] = true;
        reads.add(new HashMap<>());
        writes.add(new HashMap<>());
      }
      for (int step = 0; step < 40; step++) {
        int i = random.nextInt(TRANSACTIONS);
        if (alive[i]) {
          attempt(i);
        }
      }
      for (int i = 0; i < TRANSACTIONS; i++) {
        if (alive[i]) {
          commit(i);
        }
        sessions.get(i).close();
      }
    }

    private void attempt(int i) {
      try {
        switch (random.nextInt(8)) {
          case 0 -> commit(i);
          case 1 -> scan(i);
          case 2, 3, 4 -> readOne(i, random.nextInt(KEYS));
          default -> writeOne(i, random.nextInt(KEYS));
        }
      } catch (DuetException failed) {
        alive[i] = false;
        victims++;
        sessions.get(i).abortTransaction();
      }
    }

    private void readOne(int i, int key) {
      var seen = TestDeployment.demo(sessions.get(i)).find(id(key)).first().orElseThrow();
      note(i, key, seen.getInteger("v"));
    }

    private void scan(int i) {
      var all =
          TestDeployment.demo(sessions.get(i)).find(new Document("v", new Document("$gte", 0)));
      for (var seen : all.toList()) {
        note(i, seen.getInteger("_id"), seen.getInteger("v"));
      }
    }

    private void note(int i, int key, int value) {
      if (!writes.get(i).containsKey(key)) {
        reads.get(i).put(key, value);
      }
    }

    private void writeOne(int i, int key) {
      int value = values++;
      set(sessions.get(i), key, "v", value);
      writes.get(i).put(key, value);
      writerOf.put(value, i);
    }

    private void commit(int i) {
      alive[i] = false;
      try {
        sessions.get(i).commitTransaction();
        order.add(i);
        committed++;
      } catch (DuetException failed) {
        assertThat(failed.code()).isEqualTo(ErrorCode.SERIALIZATION_FAILURE);
        victims++;
      }
    }

    /** The transactions on a cycle of dependencies; empty if there is none. */
    List<Integer> cycle() {
      boolean[][] edges = new boolean[TRANSACTIONS][TRANSACTIONS];
      for (int key = 0; key < KEYS; key++) {
        var versions = new ArrayList<Integer>(List.of(key));
        for (int i : order) {
          Integer written = writes.get(i).get(key);
          if (written != null) {
            versions.add(written);
          }
        }
        addEdges(edges, key, versions);
      }
      close(edges);
      var on = new ArrayList<Integer>();
      for (int i = 0; i < TRANSACTIONS; i++) {
        if (edges[i][i]) {
          on.add(i);
        }
      }
      return on;
    }

    private void addEdges(boolean[][] edges, int key, List<Integer> versions) {
      for (int at = 1; at + 1 < versions.size(); at++) {
        edges[writerOf.get(versions.get(at))][writerOf.get(versions.get(at + 1))] = true;
      }
      for (int reader : order) {
        Integer seen = reads.get(reader).get(key);
        if (seen == null) {
          continue;
        }
        int at = versions.indexOf(seen);
        assertThat(at).as("a read of a version that was committed").isNotNegative();
        if (at > 0 && writerOf.get(seen) != reader) {
          edges[writerOf.get(seen)][reader] = true;
        }
        if (at + 1 < versions.size() && writerOf.get(versions.get(at + 1)) != reader) {
          edges[reader][writerOf.get(versions.get(at + 1))] = true;
        }
      }
    }

    private static void close(boolean[][] edges) {
      for (int via = 0; via < TRANSACTIONS; via++) {
        for (int from = 0; from < TRANSACTIONS; from++) {
          for (int to = 0; to < TRANSACTIONS; to++) {
            edges[from][to] |= edges[from][via] && edges[via][to];
          }
        }
      }
    }
  }
}
