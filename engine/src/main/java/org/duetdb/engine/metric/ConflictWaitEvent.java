package org.duetdb.engine.metric;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A statement waits for a rival. */
@Name("org.duetdb.ConflictWait")
@Label("Conflict Wait")
@Category({"Duet", "Conflicts"})
@Description("A statement waited for a rival to end")
@Threshold("0 ms")
@StackTrace
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class ConflictWaitEvent extends Event {
  @Label("Session")
  private String session = "";

  @Label("Statement")
  private String statement = "";

  @Label("Waits For")
  private String conflict = "";

  @Label("Outcome")
  private String outcome = "";

  /** A wait begins now. */
  public static ConflictWaitEvent started() {
    var event = new ConflictWaitEvent();
    event.begin();
    return event;
  }

  /** Whether a recorder wants to know more of it, which costs something to put together. */
  public boolean isWanted() {
    end();
    return shouldCommit();
  }

  /** The wait has ended, and how. */
  public void ended(String ofSession, String ofStatement, String facts, String how) {
    session = ofSession;
    statement = ofStatement;
    conflict = facts;
    outcome = how;
    commit();
  }
}
