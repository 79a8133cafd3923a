package org.duetdb.engine.metric;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A statement has met a rival or a newer version. */
@Name("org.duetdb.WriteConflict")
@Label("Write Conflict")
@Category({"Duet", "Conflicts"})
@Description("A statement met a rival's claim or a version newer than its snapshot")
@StackTrace
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
public final class WriteConflictEvent extends Event {
  @Label("Session")
  private String session = "";

  @Label("Statement")
  private String statement = "";

  @Label("Namespace")
  private String namespace = "";

  @Label("Document")
  private String document = "";

  @Label("Verdict")
  private String verdict = "";

  @Label("Conflicts So Far")
  private long conflicts;

  /** Tells the recorder, if one listens. */
  public static void emit(
      String session,
      String statement,
      String namespace,
      Object document,
      String verdict,
      long conflicts) {
    var event = new WriteConflictEvent();
    if (event.shouldCommit()) {
      event.session = session;
      event.statement = statement;
      event.namespace = namespace;
      event.document = document.toString();
      event.verdict = verdict;
      event.conflicts = conflicts;
      event.commit();
    }
  }
}
