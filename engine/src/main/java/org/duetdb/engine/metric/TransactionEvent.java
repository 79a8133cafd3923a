package org.duetdb.engine.metric;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** An explicit transaction, from its first statement to its end. */
@Name("org.duetdb.Transaction")
@Label("Transaction")
@Category("Duet")
@Description("An explicit transaction, from its first statement to its end")
@Threshold("0 ms")
@StackTrace(false)
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class TransactionEvent extends Event {
  @Label("Session")
  private String session = "";

  @Label("Transaction Number")
  private long number;

  @Label("Isolation")
  private String isolation = "";

  @Label("Statements")
  private long statements;

  @Label("Outcome")
  private String outcome = "";

  /** A transaction runs its first statement now. */
  public static TransactionEvent started() {
    var event = new TransactionEvent();
    event.begin();
    return event;
  }

  /** The transaction has ended, and how. */
  public void ended(
      String ofSession, long withNumber, String atLevel, long afterStatements, String how) {
    end();
    if (shouldCommit()) {
      session = ofSession;
      number = withNumber;
      isolation = atLevel;
      statements = afterStatements;
      outcome = how;
      commit();
    }
  }
}
