package org.duetdb.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementBody;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;

/** A session with SQL's rules, speaking the engine's interface about the demo collection. */
public final class SqlSession implements AutoCloseable {
  private static final Object[] NONE = {};

  private final EngineSession session;
  private final StatementSettings settings;

  SqlSession(EngineSession session) {
    this(session, StatementSettings.sql("test"));
  }

  private SqlSession(EngineSession session, StatementSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  public EngineSession session() {
    return session;
  }

  /** The same session with another conflict policy for its statements. */
  public SqlSession with(ConflictPolicy policy) {
    return new SqlSession(session, settings.withPolicy(Optional.of(policy)));
  }

  public SqlSession withLockTimeout(long millis) {
    return new SqlSession(session, settings.withLockTimeout(TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  public SqlSession withMaxTime(long millis) {
    return new SqlSession(session, settings.withMaxTime(TimeUnit.MILLISECONDS.toNanos(millis)));
  }

  public SqlSession withAbortsTransaction() {
    return new SqlSession(session, settings.withAbortsTransaction(true));
  }

  public SqlSession begin(IsolationLevel level) {
    session.begin(TransactionSettings.at(level));
    return this;
  }

  public SqlSession readCommitted() {
    return begin(IsolationLevel.READ_COMMITTED);
  }

  public SqlSession repeatableRead() {
    return begin(IsolationLevel.REPEATABLE_READ);
  }

  public boolean commit() {
    session.commit(Language.SQL);
    return true;
  }

  public boolean rollback() {
    session.rollback();
    return true;
  }

  public <R> R execute(StatementBody<R> body) {
    return session.execute(settings, body);
  }

  /** UPDATE demo SET n = n + by WHERE _id = id; how many rows it counts. */
  public long inc(int id, int by) {
    return session.update(settings, increment(byId(id), by), NONE).matched();
  }

  public static UpdateOperation increment(Access access, int by) {
    return UpdateOperation.of(
            TestDeployment.DEMO, access, DocumentPredicate.ALWAYS, adding(by), true)
        .writingAlways();
  }

  /** UPDATE demo SET n = to WHERE n = from, over the whole collection. */
  public long setWhere(int from, int to) {
    var operation =
        UpdateOperation.of(
                TestDeployment.DEMO,
                Access.ALL,
                (document, parameters) -> n(document) == from,
                (document, parameters) -> withN(document, to),
                true)
            .writingAlways();
    return session.update(settings, operation, NONE).matched();
  }

  public static DocumentMutation adding(int by) {
    return (document, parameters) -> by == 0 ? document : withN(document, n(document) + by);
  }

  public static Access byId(int id) {
    return Access.key(DocumentKey.of(document(id, 0)));
  }

  public static byte[] document(int id, int n) {
    return BsonCodecs.encode(
        new BsonDocument("_id", new BsonInt32(id)).append("n", new BsonInt32(n)));
  }

  public static int n(byte[] document) {
    return BsonCodecs.decodeDocument(document).getInt32("n").getValue();
  }

  public static int id(byte[] document) {
    return BsonCodecs.decodeDocument(document).getInt32("_id").getValue();
  }

  private static byte[] withN(byte[] document, int n) {
    BsonDocument copy = BsonCodecs.decodeDocument(document);
    BsonValue value = new BsonInt32(n);
    copy.put("n", value);
    return BsonCodecs.encode(copy);
  }

  public long insert(int id, int n) {
    return session
        .insert(
            settings,
            new InsertOperation(TestDeployment.DEMO, List.of(document(id, n)), true, true))
        .inserted();
  }

  public long delete(int id) {
    var operation =
        DeleteOperation.of(TestDeployment.DEMO, byId(id), DocumentPredicate.ALWAYS, true);
    return session.delete(settings, operation, NONE).deleted();
  }

  /** SELECT n FROM demo WHERE _id = id; -1 if there is no row. */
  public int read(int id) {
    var rows = rows(FindOperation.of(TestDeployment.DEMO, byId(id), DocumentPredicate.ALWAYS));
    return rows.isEmpty() ? -1 : n(rows.get(0));
  }

  /** SELECT n FROM demo ORDER BY insertion. */
  public List<Integer> readAll() {
    return rows(FindOperation.of(TestDeployment.DEMO, Access.ALL, DocumentPredicate.ALWAYS))
        .stream()
        .map(SqlSession::n)
        .toList();
  }

  /** SELECT n FROM demo WHERE _id = id with that clause; the values of the rows. */
  public List<Integer> lock(int id, Lock lock) {
    return rows(
            FindOperation.of(TestDeployment.DEMO, byId(id), DocumentPredicate.ALWAYS)
                .withLock(lock))
        .stream()
        .map(SqlSession::n)
        .toList();
  }

  public List<byte[]> rows(FindOperation operation) {
    var rows = new ArrayList<byte[]>();
    try (var cursor = session.find(settings, operation, NONE)) {
      for (var row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    session.close();
  }

  /** The clauses of a locking read. */
  public static final class Clause {
    public static final Lock FOR_UPDATE =
        new Lock(Lock.Strength.EXCLUSIVE, Optional.empty(), 0, "FOR UPDATE");
    public static final Lock FOR_SHARE =
        new Lock(Lock.Strength.SHARED, Optional.empty(), 0, "FOR SHARE");
    public static final Lock NOWAIT =
        new Lock(
            Lock.Strength.EXCLUSIVE, Optional.of(ConflictPolicy.NOWAIT), 0, "FOR UPDATE NOWAIT");
    public static final Lock SKIP_LOCKED =
        new Lock(
            Lock.Strength.EXCLUSIVE, Optional.of(ConflictPolicy.SKIP), 0, "FOR UPDATE SKIP LOCKED");

    private Clause() {}

    public static Lock waiting(long millis) {
      return new Lock(
          Lock.Strength.EXCLUSIVE,
          Optional.of(ConflictPolicy.WAIT),
          TimeUnit.MILLISECONDS.toNanos(millis),
          "FOR UPDATE WAIT");
    }
  }
}
