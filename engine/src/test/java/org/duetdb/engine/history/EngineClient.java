package org.duetdb.engine.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.EngineSession.Savepoint;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.TestDeployment;

/** A client of the engine that answers in the naive model's texts. */
final class EngineClient implements AutoCloseable {
  private static final Object[] NONE = {};

  private final EngineSession session;
  private final boolean ofDocuments;
  private final List<Savepoint> savepoints = new ArrayList<>();

  EngineClient(EngineSession session, boolean ofDocuments) {
    this.session = session;
    this.ofDocuments = ofDocuments;
  }

  String run(Step step) {
    try {
      return runUnguarded(step);
    } catch (DuetException failed) {
      return failed.code().name();
    }
  }

  private String runUnguarded(Step step) {
    switch (step.kind()) {
      case BEGIN_READ_COMMITTED -> begin(IsolationLevel.READ_COMMITTED);
      case BEGIN_REPEATABLE_READ -> begin(IsolationLevel.REPEATABLE_READ);
      case COMMIT -> session.commit(settings(step).language());
      case ROLLBACK -> session.rollback();
      case SAVEPOINT -> savepoints.add(session.savepoint());
      case ROLLBACK_TO -> {
        session.rollbackTo(savepoints.get(step.value()));
        savepoints.subList(step.value() + 1, savepoints.size()).clear();
      }
      default -> {
        return statement(step);
      }
    }
    return "done";
  }

  private void begin(IsolationLevel level) {
    savepoints.clear();
    session.begin(TransactionSettings.at(level));
  }

  private StatementSettings settings(Step step) {
    var plain =
        ofDocuments
            ? StatementSettings.document("test", BsonDocument::new)
            : StatementSettings.sql("test");
    return plain.withPolicy(step.kind() == Step.Kind.LOCK ? Optional.empty() : step.policy());
  }

  private String statement(Step step) {
    return switch (step.kind()) {
      case READ -> read(step);
      case READ_ALL -> readAll(step);
      case LOCK -> lock(step);
      case INSERT -> insert(step);
      case DELETE -> delete(step);
      case ADD -> update(step, DocumentPredicate.ALWAYS, step.value());
      case ADD_TO_EVEN -> update(step, (document, none) -> SqlSession.n(document) % 2 == 0, 100);
      default -> throw new IllegalArgumentException(step.toString());
    };
  }

  private List<byte[]> rows(Step step, FindOperation operation) {
    var rows = new ArrayList<byte[]>();
    try (var cursor = session.find(settings(step), operation, NONE)) {
      for (var row = cursor.next(); row != null; row = cursor.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static FindOperation byKey(Step step) {
    return FindOperation.of(
        TestDeployment.DEMO, SqlSession.byId(step.key()), DocumentPredicate.ALWAYS);
  }

  private String read(Step step) {
    var rows = rows(step, byKey(step));
    return rows.isEmpty() ? "-1" : String.valueOf(SqlSession.n(rows.get(0)));
  }

  private String readAll(Step step) {
    var all = new TreeMap<Integer, Integer>();
    var find = FindOperation.of(TestDeployment.DEMO, Access.ALL, DocumentPredicate.ALWAYS);
    for (var row : rows(step, find)) {
      if (all.put(SqlSession.id(row), SqlSession.n(row)) != null) {
        return "a document twice";
      }
    }
    return all.toString();
  }

  private String lock(Step step) {
    var lock = new Lock(Lock.Strength.EXCLUSIVE, step.policy(), 0, "FOR UPDATE");
    return rows(step, byKey(step).withLock(lock)).stream().map(SqlSession::n).toList().toString();
  }

  private String insert(Step step) {
    var document = SqlSession.document(step.key(), step.value());
    var outcome =
        session.insert(
            settings(step),
            new InsertOperation(TestDeployment.DEMO, List.of(document), true, true));
    return outcome.failures().isEmpty()
        ? String.valueOf(outcome.inserted())
        : outcome.failures().get(0).error().code().name();
  }

  private String delete(Step step) {
    var operation =
        DeleteOperation.of(
            TestDeployment.DEMO, SqlSession.byId(step.key()), DocumentPredicate.ALWAYS, true);
    return String.valueOf(session.delete(settings(step), operation, NONE).deleted());
  }

  private String update(Step step, DocumentPredicate predicate, int by) {
    DocumentMutation adds =
        (document, none) ->
            SqlSession.document(SqlSession.id(document), SqlSession.n(document) + by);
    var operation =
        UpdateOperation.of(
            TestDeployment.DEMO, SqlSession.byId(step.key()), predicate, adds, !ofDocuments);
    return String.valueOf(
        session
            .update(settings(step), ofDocuments ? operation : operation.writingAlways(), NONE)
            .matched());
  }

  @Override
  public void close() {
    session.close();
  }
}
