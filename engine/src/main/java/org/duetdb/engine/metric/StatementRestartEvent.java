package org.duetdb.engine.metric;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A statement begins again on a fresh snapshot. */
@Name("org.duetdb.StatementRestart")
@Label("Statement Restart")
@Category({"Duet", "Conflicts"})
@Description("A statement was undone and begins again on a fresh snapshot")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class StatementRestartEvent extends Event {
  @Label("Session")
  private String session = "";

  @Label("Statement")
  private String statement = "";

  @Label("Restarts So Far")
  private long restarts;

  /** Tells the recorder, if one listens. */
  public static void emit(String session, String statement, long restarts) {
    var event = new StatementRestartEvent();
    if (event.shouldCommit()) {
      event.session = session;
      event.statement = statement;
      event.restarts = restarts;
      event.commit();
    }
  }
}
