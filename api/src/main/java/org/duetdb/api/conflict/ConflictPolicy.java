package org.duetdb.api.conflict;

/**
 * What a statement does when it meets an uncommitted rival, and the one rule that turns such a
 * meeting into a verdict.
 *
 * <p>Both languages choose from these four values; they differ only in their defaults. No other
 * conflict logic exists in Duet. The rule is first updater wins, at write time: a conflict exists
 * if the newest live version of the document, or of the unique key, is uncommitted by somebody else
 * (a <em>rival</em>), or was committed after my snapshot (I am <em>stale</em>).
 */
public enum ConflictPolicy {
  /**
   * Wait for the rival to end, then look again. Transactions that wait for each other in a circle
   * are found out when it closes: who closes it fails at once and is dead (112 with the label
   * {@code TransientTransactionError}, SQLSTATE 40P01), and the others go on.
   */
  WAIT,
  /** Fail at once; the transaction is dead and should be run again (112, SQLSTATE 40001). */
  FAIL,
  /** Fail at once; only the statement fails, a SQL transaction lives on (24, SQLSTATE 55P03). */
  NOWAIT,
  /** Leave the document out. An insert, which would be lost, fails as with {@link #NOWAIT}. */
  SKIP;

  /**
   * Judges the meeting of one request with what it found. Pure: depends on its arguments alone.
   *
   * @param rival who else has a live claim on the document or key
   * @param stale whether its newest committed version was committed after the requester's snapshot
   * @param unit what of the requester may be run again
   */
  public Verdict judge(Rival rival, boolean stale, RetryUnit unit) {
    if (stale && unit == RetryUnit.NOTHING) {
      return Verdict.CONFLICT; // because waiting cannot make an old snapshot young
    }
    if (rival != Rival.NONE) {
      return switch (this) {
        case WAIT -> Verdict.WAIT;
        case FAIL -> Verdict.CONFLICT;
        case NOWAIT -> Verdict.UNAVAILABLE;
        case SKIP -> Verdict.SKIP;
      };
    }
    if (!stale) {
      return Verdict.PROCEED;
    }
    // SKIP looks at the newest version of this document instead of at the whole statement again,
    // because a queue's
    // consumers would otherwise restart each other for ever.
    return unit == RetryUnit.DOCUMENT || this == SKIP
        ? Verdict.RETRY_DOCUMENT
        : Verdict.RETRY_STATEMENT;
  }
}
