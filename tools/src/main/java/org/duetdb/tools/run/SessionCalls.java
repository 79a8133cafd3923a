package org.duetdb.tools.run;

import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.tools.schedule.DocumentCall;

/** What the calls of a document script mean on a session. */
final class SessionCalls {
  private SessionCalls() {}

  static void perform(Session session, DocumentCall.Invocation invocation) {
    var call = new Arguments(invocation);
    switch (call.method()) {
      case "startTransaction" -> session.startTransaction(options(call, call.options(0)));
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
            case "isolation" ->
                options.withIsolation(
                    IsolationLevel.valueOf(
                        value.asString().getValue().toUpperCase(Locale.ROOT).replace(' ', '_')));
            case "readOnly" -> options.withReadOnly(value.asBoolean().getValue());
            case "conflictPolicy" ->
                options.withConflictPolicy(
                    ConflictPolicy.valueOf(value.asString().getValue().toUpperCase(Locale.ROOT)));
            default -> throw call.wrong("there is no option '" + option.getKey() + "'");
          };
    }
    return options;
  }
}
