package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.Document;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Namespace;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.engine.Remains;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.SqlSession.Clause;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Collections come and go by the rules of documents: seen, undone, waited for and refused alike.
 */
final class CollectionChangesTest {
  private static final Namespace FRESH = new Namespace("test", "fresh");
  private static final Object[] NONE = {};

  private final TestDeployment deployment = TestDeployment.virtual();
  private final EngineSession a = deployment.documents().engine().openSession("A");
  private final EngineSession b = deployment.documents().engine().openSession("B");

  @AfterEach
  void nothingIsLeft() {
    a.close();
    b.close();
    deployment.settle();
    var left = deployment.remains();
    assertThat(left).isEqualTo(Remains.nothingBut(left.documents()));
    deployment.close();
  }

  private static StatementSettings sql() {
    return StatementSettings.sql("DDL");
  }

  private static void begin(EngineSession session, IsolationLevel level) {
    session.begin(TransactionSettings.at(level));
  }

  private static void commit(EngineSession session) {
    session.commit(Language.SQL);
  }

  private static boolean create(EngineSession session) {
    return session.execute(
        sql(),
        scope -> {
          scope.createCollection(CollectionDescriptor.schemaless(FRESH));
          return true;
        });
  }

  private static boolean drop(EngineSession session, StatementSettings settings) {
    return session.execute(settings, scope -> scope.dropCollection(FRESH));
  }

  private static boolean exists(EngineSession session) {
    return session.execute(sql(), scope -> scope.collection(FRESH).isPresent());
  }

  private static long insert(EngineSession session, int id) {
    var documents = List.of(SqlSession.document(id, 0));
    return session.insert(sql(), new InsertOperation(FRESH, documents, false, true)).inserted();
  }

  private static List<Integer> ids(EngineSession session) {
    var ids = new ArrayList<Integer>();
    var find = FindOperation.of(FRESH, Access.ALL, DocumentPredicate.ALWAYS);
    try (var cursor = session.find(sql(), find, NONE)) {
      for (var row = cursor.next(); row != null; row = cursor.next()) {
        ids.add(SqlSession.id(row));
      }
    }
    return ids;
  }

  private long version() {
    return deployment.documents().engine().catalogVersion();
  }

  @Test
  void aCreatedCollectionIsItsTransactionsUntilTheCommit() {
    long before = version();
    begin(a, IsolationLevel.READ_COMMITTED);
    create(a);
    insert(a, 1);

    assertThat(exists(a)).isTrue();
    assertThat(ids(a)).containsExactly(1);
    assertThat(exists(b)).isFalse();
    assertThat(ids(b)).isEmpty();
    assertThat(version()).isEqualTo(before);

    commit(a);
    assertThat(exists(b)).isTrue();
    assertThat(ids(b)).containsExactly(1);
    assertThat(version()).isGreaterThan(before);
  }

  @Test
  void aCreateThatIsRolledBackHasNeverBeen() {
    long before = version();
    begin(a, IsolationLevel.READ_COMMITTED);
    create(a);
    insert(a, 1);
    a.rollback();

    assertThat(exists(b)).isFalse();
    assertThat(version()).isEqualTo(before);
    create(b);
    assertThat(ids(b)).isEmpty();
  }

  @Test
  void aSavepointTakesACreateBackToo() {
    begin(a, IsolationLevel.READ_COMMITTED);
    var savepoint = a.savepoint();
    create(a);
    insert(a, 1);
    a.rollbackTo(savepoint);

    assertThat(exists(a)).isFalse();
    create(b);
    assertThat(exists(a)).isTrue();
    commit(a);
  }

  /** What a create does about another that is not committed, and how it ends if that one is. */
  @ParameterizedTest
  @EnumSource(
      value = Where.class,
      names = {"AUTOCOMMIT_SQL", "READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE"})
  void ofTwoWhoCreateTheSameOneFails(Where where) {
    for (boolean commits : new boolean[] {false, true}) {
      begin(a, IsolationLevel.READ_COMMITTED);
      create(a);
      where.level().ifPresent(level -> begin(b, level));
      var second = deployment.call(() -> create(b));
      assertThat(second.isDone()).isEqualTo(where.keepsSnapshot());
      if (commits) {
        commit(a);
      } else {
        a.rollback();
      }
      deployment.settle();

      if (where.keepsSnapshot()) {
        second.failedWith(ErrorCode.WRITE_CONFLICT);
      } else if (commits) {
        second.failedWith(ErrorCode.NAMESPACE_EXISTS);
      } else {
        assertThat(second.result()).isTrue();
      }
      b.rollback();
      drop(a, sql());
    }
  }

  @Test
  void ofTwoDocumentTransactionsWhoseFirstInsertCreatesTheSameOneGets112() {
    try (var first = deployment.documents().startSession("first");
        var second = deployment.documents().startSession("second")) {
      first.startTransaction();
      second.startTransaction();
      first.database("test").collection("fresh").insertOne(new Document("_id", 1));
      var call =
          deployment.call(
              () -> second.database("test").collection("fresh").insertOne(new Document("_id", 2)));

      call.failedWith(ErrorCode.WRITE_CONFLICT);
      assertThat(call.failure().labels())
          .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
      first.commitTransaction();
    }
    assertThat(ids(b)).containsExactly(1);
  }

  @Test
  void anInsertOutsideATransactionWaitsForWhoCreatesItsCollection() {
    var fresh = deployment.documents().database("test").collection("fresh");
    begin(a, IsolationLevel.READ_COMMITTED);
    create(a);
    var call = deployment.call(() -> fresh.insertOne(new Document("_id", 2).append("n", 0)));
    assertThat(call.isDone()).isFalse();
    commit(a);
    deployment.settle();

    assertThat(call.result().insertedId().asInt32().getValue()).isEqualTo(2);
    assertThat(ids(b)).containsExactly(2);
  }

  @Test
  void aCollectionThatWasCreatedAfterTheSnapshotIsAConflict() {
    begin(a, IsolationLevel.REPEATABLE_READ);
    assertThat(exists(a)).isFalse();
    create(b);

    deployment.call(() -> create(a)).failedWith(ErrorCode.WRITE_CONFLICT);
  }

  @Test
  void whatExistsCannotBeCreated() {
    create(a);

    deployment.call(() -> create(b)).failedWith(ErrorCode.NAMESPACE_EXISTS);
    assertThat(drop(b, sql())).isTrue();
    assertThat(drop(b, sql())).as("there is none any more").isFalse();
  }

  /** Has claims of A's transaction in the collection: a write, or a lock. */
  private void claim(boolean byWriting) {
    create(a);
    insert(a, 1);
    begin(a, IsolationLevel.READ_COMMITTED);
    if (byWriting) {
      insert(a, 2);
    } else {
      var find = FindOperation.of(FRESH, SqlSession.byId(1), DocumentPredicate.ALWAYS);
      a.find(sql(), find.withLock(Clause.FOR_UPDATE), NONE).close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDropWaitsForClaimsInTheCollection(boolean byWriting) {
    claim(byWriting);
    for (var level : IsolationLevel.values()) {
      var call =
          deployment.call(
              () -> {
                begin(b, level);
                return drop(b, sql());
              });
      assertThat(call.isDone()).as("%s", level).isFalse();
      assertThat(b.waiting().orElseThrow().holders()).containsExactly("A");
      b.cancel();
      deployment.settle();
      call.failedWith(ErrorCode.INTERRUPTED);
      b.rollback();
    }

    var call = deployment.call(() -> drop(b, sql()));
    assertThat(call.isDone()).isFalse();
    commit(a);
    deployment.settle();

    assertThat(call.result()).isTrue();
    assertThat(exists(b)).isFalse();
  }

  @Test
  void theWaitOfADropHasItsBounds() {
    claim(true);

    var nowait = sql().withPolicy(Optional.of(ConflictPolicy.NOWAIT));
    deployment.call(() -> drop(b, nowait)).failedWith(ErrorCode.LOCK_TIMEOUT);

    var locked = deployment.call(() -> drop(b, sql().withLockTimeout(250_000_000)));
    deployment.advance(249);
    assertThat(locked.isDone()).isFalse();
    deployment.advance(1);
    locked.failedWith(ErrorCode.LOCK_TIMEOUT);

    var limited = deployment.call(() -> drop(b, sql().withMaxTime(250_000_000)));
    deployment.advance(249);
    assertThat(limited.isDone()).isFalse();
    deployment.advance(1);
    limited.failedWith(ErrorCode.MAX_TIME_MS_EXPIRED);

    assertThat(deployment.remains().waiters()).isZero();
    commit(a);
    assertThat(ids(b)).containsExactly(1, 2);
  }

  @Test
  void aDropThatIsRolledBackLeavesAllAsItWas() {
    create(a);
    insert(a, 1);
    begin(a, IsolationLevel.READ_COMMITTED);
    drop(a, sql());

    assertThat(exists(a)).isFalse();
    assertThat(ids(b)).as("readers go on").containsExactly(1);
    var writer = deployment.call(() -> insert(b, 2));
    assertThat(writer.isDone()).isFalse();
    a.rollback();
    deployment.settle();

    assertThat(writer.result()).isEqualTo(1);
    assertThat(ids(b)).containsExactly(1, 2);
  }

  @Test
  void aWriterThatHasWaitedForADropFindsNoCollection() {
    create(a);
    begin(a, IsolationLevel.READ_COMMITTED);
    drop(a, sql());
    var writer = deployment.call(() -> insert(b, 2));
    assertThat(writer.isDone()).isFalse();
    commit(a);
    deployment.settle();

    writer.failedWith(ErrorCode.NAMESPACE_NOT_FOUND);
  }

  @Test
  void aSnapshotKeepsWhatWasDroppedSince() {
    create(a);
    insert(a, 1);
    begin(a, IsolationLevel.REPEATABLE_READ);
    assertThat(ids(a)).containsExactly(1);
    drop(b, sql());
    create(b);
    insert(b, 2);

    assertThat(ids(a)).containsExactly(1);
    commit(a);
    assertThat(ids(a)).containsExactly(2);
  }

  @Test
  void aTransactionMayCreateDropAndCreate() {
    begin(a, IsolationLevel.READ_COMMITTED);
    for (int id = 1; id <= 3; id++) {
      create(a);
      insert(a, id);
      assertThat(ids(a)).containsExactly(id);
      if (id < 3) {
        assertThat(drop(a, sql())).isTrue();
      }
    }
    commit(a);

    assertThat(ids(b)).containsExactly(3);
  }

  /**
   * Threads insert 0, 1, 2, ... while the collection is dropped again and again: of each thread's
   * documents those of before the last drop are gone, and all after it are there. The race to lose
   * is an insert that is acknowledged and goes into a collection that is dropped already.
   */
  @Test
  void noAcknowledgedInsertIsLostInADropThatCameBefore() throws InterruptedException {
    try (var test = TestDeployment.real()) {
      int writers = 3;
      int drops = 300;
      var inserted = new int[writers];
      var failure = new AtomicReference<Throwable>();
      var running = new CountDownLatch(1);
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < writers; i++) {
        int writer = i;
        threads.add(
            new Thread(
                () -> {
                  try {
                    for (; running.getCount() > 0; inserted[writer]++) {
                      var id = new Document("w", writer).append("i", inserted[writer]);
                      test.demo().insertOne(new Document("_id", id));
                    }
                  } catch (RuntimeException | Error failed) {
                    failure.compareAndSet(null, failed);
                  }
                }));
      }
      threads.forEach(Thread::start);
      for (int drop = 0; drop < drops; drop++) {
        test.demo().drop();
      }
      running.countDown();
      for (var thread : threads) {
        thread.join();
      }

      assertThat(failure.get()).isNull();
      for (int writer = 0; writer < writers; writer++) {
        var left =
            test.demo().find(new Document("_id.w", writer)).toList().stream()
                .map(document -> document.get("_id", Document.class).getInteger("i"))
                .toList();
        var tail =
            IntStream.range(inserted[writer] - left.size(), inserted[writer]).boxed().toList();
        assertThat(left).as("what is left of writer %d", writer).isEqualTo(tail);
      }
    }
  }
}
