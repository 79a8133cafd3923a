package org.duetdb.tools.schedule;

import java.util.List;
import org.bson.BsonValue;

/**
 * One statement of a document script, such as {@code db.demo.find({_id: 'x'}).limit(1)}.
 *
 * @param target {@code session}, or the name of a collection for {@code db.NAME}
 * @param onSession whether the target is the session itself
 * @param invocations the chain of calls, at least one
 * @param text the statement as the file has it
 */
public record DocumentCall(
    String target, boolean onSession, List<Invocation> invocations, String text) {
  /** Copies the list. */
  public DocumentCall {
    invocations = List.copyOf(invocations);
  }

  /**
   * One method with its arguments, for example {@code limit(1)}.
   *
   * @param body the calls of a function that stands before the arguments, {@code () => {...}}
   */
  public record Invocation(
      String method, List<DocumentCall> body, List<BsonValue> arguments, Position position) {
    /** Copies the lists. */
    public Invocation {
      body = List.copyOf(body);
      arguments = List.copyOf(arguments);
    }
  }
}
