package org.duetdb.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.Session;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.tools.schedule.DocumentCall;
import org.duetdb.tools.schedule.Script;

/** A session that speaks the document API. */
final class DocumentClient implements Client {
  /** The database that {@code db} stands for, which is also SQL's default schema. */
  static final String DATABASE = "test";

  private final Session session;
  private final EngineSession engine;
  private final Optional<ConflictPolicy> policy;

  /**
   * A client on {@code session}, which it closes; {@code engine} is the session underneath.
   *
   * @param policy of every operation that does not choose one; empty for the defaults
   */
  DocumentClient(Session session, EngineSession engine, Optional<ConflictPolicy> policy) {
    this.session = session;
    this.engine = engine;
    this.policy = policy;
  }

  @Override
  public Optional<String> text(Script script) {
    return script.documentText();
  }

  @Override
  public Outcome perform(Script script) {
    var results = new ArrayList<StatementResult>();
    try {
      for (var call : script.document().orElseThrow()) {
        perform(call, results);
      }
      return new Outcome.Done(results);
    } catch (DuetException failure) {
      return new Outcome.Failed(results, Failures.of(failure));
    }
  }

  private void perform(DocumentCall call, List<StatementResult> results) {
    if (!call.onSession()) {
      var collection = session.database(DATABASE).collection(call.target(), BsonDocument.class);
      results.add(
          CollectionCalls.perform(
              new DuetOperations(policy.map(collection::withConflictPolicy).orElse(collection)),
              call.invocations()));
      return;
    }
    var given = new ArrayList<StatementResult>();
    SessionCalls.perform(
        session,
        call.invocations().get(0),
        body -> {
          given.clear(); // what an attempt gave that is run again counts no more
          body.forEach(inner -> perform(inner, given));
        });
    results.addAll(given.isEmpty() ? List.of(new StatementResult.Nothing()) : given);
  }

  @Override
  public TransactionState state() {
    return TransactionState.of(engine.state());
  }

  @Override
  public void cancel() {
    engine.cancel();
  }

  @Override
  public void close() {
    session.close();
  }
}
