package org.duetdb.engine.conflict;

import java.time.Instant;

/** What others may know of whoever has a claim or waits. */
public interface Holder {
  /** The session's name. */
  String label();

  /** The statement that runs, or ran last. */
  String statementText();

  /** When its transaction began, or its wait if it has none. */
  Instant since();

  /** The thread that used it last. */
  Thread lastThread();
}
