package org.duetdb.tools.foreign;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.duetdb.tools.run.Client;
import org.duetdb.tools.run.CollectionCalls;
import org.duetdb.tools.run.Failure;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.ScheduleFault;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.schedule.DocumentCall;
import org.duetdb.tools.schedule.Script;

/** A session of MongoDB's driver that runs the document form of steps. */
final class MongoSession implements Client {
  private final MongoClient client;
  private final MongoDatabase database;
  private final ClientSession session;
  private volatile TransactionState state = TransactionState.NONE;

  /** A session of {@code client}; {@code database} is what {@code db} stands for. */
  MongoSession(MongoClient client, MongoDatabase database) {
    this.client = client;
    this.database = database;
    this.session = client.startSession();
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
    } catch (MongoException failure) {
      if (state == TransactionState.OPEN) {
        state = TransactionState.FAILED; // MongoDB has aborted it, whatever the error was
      }
      return new Outcome.Failed(results, failure(failure));
    }
  }

  private void perform(DocumentCall call, List<StatementResult> results) {
    if (!call.onSession()) {
      var collection = database.getCollection(call.target(), BsonDocument.class);
      results.add(
          CollectionCalls.perform(
              new MongoOperations(session, collection, Duration.ZERO), call.invocations()));
      return;
    }
    var given = new ArrayList<StatementResult>();
    perform(call.invocations().get(0), given);
    results.addAll(given.isEmpty() ? List.of(new StatementResult.Nothing()) : given);
  }

  private void perform(DocumentCall.Invocation call, List<StatementResult> given) {
    switch (call.method()) {
      case "withTransaction" -> withTransaction(call, given);
      case "startTransaction" -> start(call);
      case "commitTransaction" -> end(session::commitTransaction);
      case "abortTransaction" -> end(session::abortTransaction);
      default ->
          throw new ScheduleFault(
              call.position() + ": there is no method '" + call.method() + "' on a session");
    }
  }

  private static void refuseOptions(DocumentCall.Invocation call) {
    if (!call.arguments().isEmpty()) {
      throw new ScheduleFault(
          call.position() + ": MongoDB's transactions have one level, and no conflict policy");
    }
  }

  private void start(DocumentCall.Invocation call) {
    refuseOptions(call);
    if (state == TransactionState.FAILED) {
      end(session::abortTransaction);
    }
    session.startTransaction();
    state = TransactionState.OPEN;
  }

  private void withTransaction(DocumentCall.Invocation call, List<StatementResult> given) {
    refuseOptions(call);
    state = TransactionState.OPEN;
    try {
      session.withTransaction(
          () -> {
            given.clear(); // what an attempt gave that is run again counts no more
            call.body().forEach(inner -> perform(inner, given));
            return true;
          });
    } finally {
      state = TransactionState.NONE;
    }
  }

  private void end(Runnable how) {
    state = TransactionState.NONE; // whether it succeeds or not
    how.run();
  }

  /** What the driver reports, as reports show it. */
  static Failure failure(MongoException failure) {
    return new Failure(
        failure instanceof MongoWriteException write
            ? write.getError().getCode()
            : failure.getCode(),
        failure instanceof MongoCommandException command ? command.getErrorCodeName() : "",
        "",
        failure.getClass().getSimpleName(),
        String.valueOf(failure.getMessage()),
        failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL),
        Optional.empty());
  }

  @Override
  public TransactionState state() {
    return state;
  }

  @Override
  public void cancel() {
    var id = session.getServerSession().getIdentifier();
    client
        .getDatabase("admin")
        .runCommand(new BsonDocument("killSessions", new BsonArray(List.of(id))));
  }

  @Override
  public void close() {
    session.close();
  }
}
