package org.duetdb.tools.run;

import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.tools.schedule.DocumentCall;
import org.duetdb.tools.shell.ShellText;

/** What the calls of a document script mean on a session. */
final class SessionCalls {
  private SessionCalls() {}

  /**
   * Performs one.
   *
   * @param callback performs the calls of a function
   */
  static void perform(
      Session session, DocumentCall.Invocation invocation, Consumer<List<DocumentCall>> callback) {
    var call = new Arguments(invocation);
    switch (call.method()) {
      case "withTransaction" ->
          session.withTransaction(
              () -> {
                callback.accept(call.body());
                return true;
              },
              options(call, call.options(0)));
      case "startTransaction" ->
          session.startTransaction(options(call.withoutBody(), call.options(0)));
      case "commitTransaction" -> session.commitTransaction();
      case "abortTransaction" -> session.abortTransaction();
      default -> throw call.unknown("on a session");
    }
  }

  private static TransactionOptions options(Arguments call, BsonDocument given) {
    var options = TransactionOptions.DEFAULT;
    for (var option : given.entrySet()) {
      BsonValue value = option.getValue();
      options =
          switch (option.getKey()) {
            case "isolation" -> options.withIsolation(level(call, value));
            case "readOnly" -> options.withReadOnly(value.asBoolean().getValue());
            case "conflictPolicy" -> options.withConflictPolicy(call.policy(value));
            default -> throw call.wrong("there is no option '" + option.getKey() + "'");
          };
    }
    return options;
  }

  private static IsolationLevel level(Arguments call, BsonValue value) {
    for (var level : IsolationLevel.values()) {
      if (value.isString() && level.sqlName().equalsIgnoreCase(value.asString().getValue())) {
        return level;
      }
    }
    throw call.wrong(ShellText.onOneLine(value) + " is no isolation level");
  }
}
