package org.duetdb.sql.execute;

import java.time.Duration;
import java.util.Optional;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.conflict.RetryUnit;
import org.duetdb.api.conflict.Rival;
import org.duetdb.api.conflict.Verdict;

/**
 * What a statement would do about a rival, in words. The verdicts are those of {@link
 * ConflictPolicy#judge}; only where the policy comes from is told here.
 *
 * @param policy what holds
 * @param decidedBy what chose it
 * @param unit what may be run again
 * @param bound the bound of a wait; zero for none
 * @param snapshot which snapshot is read
 */
record ConflictBehaviour(
    ConflictPolicy policy, String decidedBy, RetryUnit unit, Duration bound, String snapshot) {

  /** For a write, or for a locking read with its clause. */
  static ConflictBehaviour of(Execution execution, Optional<LockRequest> clause) {
    Optional<IsolationLevel> level = execution.engine().transaction().map(open -> open.isolation());
    RetryUnit unit = level.map(IsolationLevel::retryUnit).orElse(RetryUnit.STATEMENT);
    Duration bound = Duration.ofNanos(execution.settings().lockTimeoutNanos());
    Optional<ConflictPolicy> chosen = execution.settings().policy();
    if (clause.isPresent()) {
      return new ConflictBehaviour(
          clause.get().policy().orElse(ConflictPolicy.WAIT),
          "clause " + clause.get().words(),
          unit,
          clause.get().seconds().signum() > 0
              ? Duration.ofNanos(clause.get().seconds().movePointRight(9).longValue())
              : bound,
          snapshot(execution));
    }
    ConflictPolicy byDefault =
        unit == RetryUnit.NOTHING ? ConflictPolicy.FAIL : ConflictPolicy.WAIT;
    String decidedBy =
        chosen
            .map(policy -> "conflict_policy")
            .orElseGet(() -> level.map(open -> "level " + open.sqlName()).orElse("autocommit"));
    return new ConflictBehaviour(
        chosen.orElse(byDefault), decidedBy, unit, bound, snapshot(execution));
  }

  /** Which snapshot a statement of the session reads. */
  static String snapshot(Execution execution) {
    return execution
        .engine()
        .transaction()
        .map(
            open ->
                open.isolation() == IsolationLevel.READ_COMMITTED
                    ? "a snapshot per statement (READ COMMITTED)"
                    : "the transaction's snapshot (" + open.isolation().sqlName() + ")")
        .orElse("a snapshot of its own (autocommit)");
  }

  void explain(String what, Explanation text) {
    text.line(what + ": reads " + snapshot + "; decided by " + decidedBy);
    text.line("  uncommitted rival: " + words(policy.judge(Rival.UNCOMMITTED, false, unit)));
    text.line("  committed after the snapshot: " + words(policy.judge(Rival.NONE, true, unit)));
  }

  private String words(Verdict verdict) {
    return switch (verdict) {
      case PROCEED -> "goes on";
      case WAIT ->
          bound.isZero()
              ? "waits until it ends"
              : "waits up to " + bound.toMillis() + " ms, then fails with 55P03";
      case CONFLICT -> "fails with 40001, the transaction is dead";
      case UNAVAILABLE -> "fails with 55P03, the transaction lives on";
      case SKIP -> "leaves the row out";
      case RETRY_DOCUMENT -> "takes the newest version, if it still matches";
      case RETRY_STATEMENT -> "the whole statement runs again on a fresh snapshot";
    };
  }
}
