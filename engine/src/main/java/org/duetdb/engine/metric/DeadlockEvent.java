package org.duetdb.engine.metric;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A request has closed a cycle of waits and is its victim. */
@Name("org.duetdb.Deadlock")
@Label("Deadlock")
@Category({"Duet", "Conflicts"})
@Description("A request closed a cycle of waits; it is the victim")
@StackTrace
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class DeadlockEvent extends Event {
  @Label("Session")
  private String session = "";

  @Label("Statement")
  private String statement = "";

  @Label("Error")
  private String error = "";

  /** Tells the recorder, if one listens. */
  public static void emit(String session, String statement, String error) {
    var event = new DeadlockEvent();
    if (event.shouldCommit()) {
      event.session = session;
      event.statement = statement;
      event.error = error;
      event.commit();
    }
  }
}
