package org.duetdb.tools.run;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.tools.schedule.DocumentCall;
import org.duetdb.tools.schedule.Position;
import org.duetdb.tools.shell.ShellText;

/** The arguments of one invocation, read as what a method wants. */
final class Arguments {
  private final DocumentCall.Invocation invocation;

  Arguments(DocumentCall.Invocation invocation) {
    this.invocation = invocation;
  }

  String method() {
    return invocation.method();
  }

  /** The calls of the function that it needs. */
  List<DocumentCall> body() {
    if (invocation.body().isEmpty()) {
      throw wrong("needs a function first, such as () => { db.demo.deleteMany({}) }");
    }
    return invocation.body();
  }

  /** Refuses a function. */
  Arguments withoutBody() {
    if (!invocation.body().isEmpty()) {
      throw wrong("takes no function");
    }
    return this;
  }

  int size() {
    return invocation.arguments().size();
  }

  BsonDocument document(int index) {
    var value = at(index);
    if (!value.isDocument()) {
      throw wrong("argument " + (index + 1) + " must be a document");
    }
    return value.asDocument();
  }

  /** The first argument, or a filter that everything matches. */
  BsonDocument filter() {
    return options(0);
  }

  /** A document that may be left out. */
  BsonDocument options(int index) {
    return index < size() ? document(index) : new BsonDocument();
  }

  List<BsonDocument> documents(int index) {
    var value = at(index);
    if (!value.isArray() || !value.asArray().stream().allMatch(BsonValue::isDocument)) {
      throw wrong("argument " + (index + 1) + " must be an array of documents");
    }
    return value.asArray().stream().map(BsonValue::asDocument).toList();
  }

  long number(int index) {
    var value = at(index);
    if (!value.isNumber()) {
      throw wrong("argument " + (index + 1) + " must be a number");
    }
    return value.asNumber().longValue();
  }

  ConflictPolicy policy(int index) {
    return policy(at(index));
  }

  /** The conflict policy that {@code value} names. */
  ConflictPolicy policy(BsonValue value) {
    for (var policy : ConflictPolicy.values()) {
      if (value.isString() && policy.name().equalsIgnoreCase(value.asString().getValue())) {
        return policy;
      }
    }
    throw wrong(ShellText.onOneLine(value) + " is no conflict policy: wait, fail, nowait or skip");
  }

  private BsonValue at(int index) {
    if (index >= size()) {
      throw wrong("argument " + (index + 1) + " is missing");
    }
    return invocation.arguments().get(index);
  }

  ScheduleFault unknown(String where) {
    return new ScheduleFault(place() + "there is no method '" + method() + "' " + where);
  }

  ScheduleFault wrong(String what) {
    return new ScheduleFault(place() + method() + ": " + what);
  }

  private String place() {
    Position position = invocation.position();
    return position + ": ";
  }
}
