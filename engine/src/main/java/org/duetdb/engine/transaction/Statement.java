package org.duetdb.engine.transaction;

import java.time.Instant;
import java.util.Set;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.time.TimeSource;
import org.duetdb.api.time.TimeSource.Parker;
import org.duetdb.engine.conflict.Holder;
import org.duetdb.engine.conflict.Waiter;
import org.duetdb.engine.retry.Attempts;
import org.jspecify.annotations.Nullable;

/**
 * One statement under way: what all its attempts share. Belongs to one thread; {@link #stop} and
 * {@link #waiter} may be called by others.
 */
public final class Statement {
  private final StatementSettings settings;
  private final TimeSource time;
  private final String label;
  private final long startNanos;
  private final StatementStats stats = new StatementStats();
  private @Nullable Instant drawn;
  private @Nullable Transaction transaction;
  private volatile long order;
  private volatile String namespace = "";
  private volatile @Nullable Waiter waiter;
  private volatile @Nullable ErrorCode stopped;
  private @Nullable Holder warnedOf;
  private @Nullable Attempts attempts;

  public Statement(StatementSettings settings, TimeSource time, String label) {
    this.settings = settings;
    this.time = time;
    this.label = label;
    this.startNanos = time.nanoTime();
  }

  public StatementSettings settings() {
    return settings;
  }

  public String label() {
    return label;
  }

  public StatementStats stats() {
    return stats;
  }

  /** Which of all statements that were under way it is. */
  public long order() {
    return order;
  }

  /** Which collection it is about; of a statement about none, what stands for that. */
  public String namespace() {
    return namespace;
  }

  /**
   * It is under way.
   *
   * @param place which of all statements that were under way it is
   * @param ofNamespace which collection it is about
   */
  public void begun(long place, String ofNamespace) {
    namespace = ofNamespace;
    order = place;
  }

  /**
   * When it began: the same whenever its thread asks. Most never do, and save the clock's price.
   */
  public Instant time() {
    var known = drawn;
    if (known == null) {
      known = time.now().minusNanos(elapsedNanos());
      drawn = known;
    }
    return known;
  }

  public long startNanos() {
    return startNanos;
  }

  /** How long it has run. */
  public long elapsedNanos() {
    return time.nanoTime() - startNanos;
  }

  /** The time now, for reports. */
  public Instant now() {
    return time.now();
  }

  /** The transaction it runs in; null if it writes document by document. */
  public @Nullable Transaction transaction() {
    return transaction;
  }

  public void runIn(Transaction chosen) {
    transaction = chosen;
  }

  /** It goes on outside the transaction, which has ended. */
  public void leaveTransaction() {
    transaction = null;
  }

  /** Whether it runs in a transaction that the application has begun. */
  public boolean isInExplicitTransaction() {
    return transaction != null && transaction.isExplicit();
  }

  /** Whether its log has not been told of {@code holder} yet; it is from now on. */
  boolean isFirstWarningOf(Holder holder) {
    boolean first = warnedOf != holder;
    warnedOf = holder;
    return first;
  }

  /** When its time is up; {@link Parker#FOREVER} if it has no limit. */
  public long deadline() {
    return settings.maxTimeNanos() == 0 ? Parker.FOREVER : startNanos + settings.maxTimeNanos();
  }

  /** Its attempts as a whole, for those that are made of nothing smaller that runs again. */
  public Attempts attempts() {
    var known = attempts;
    if (known == null) {
      known = Attempts.from(1, startNanos);
      attempts = known;
    }
    return known;
  }

  /** The waiter that it has if it has ever waited. */
  public @Nullable Waiter waiter() {
    return waiter;
  }

  /** Its waiter, made at its first wait. */
  Waiter waiterForWait() {
    var known = waiter;
    if (known == null) {
      known = new Waiter(time.parker(), transaction, label, settings.text());
      waiter = known;
      var owner = transaction;
      if (stopped != null || (owner != null && !owner.isLive())) {
        known.stop(); // because whoever ended it did not find the waiter
      }
    }
    return known;
  }

  /** Ends it at its next look, also out of a wait. */
  public void stop(ErrorCode why) {
    if (stopped == null) {
      stopped = why;
    }
    var waits = waiter;
    if (waits != null) {
      waits.stop();
    }
  }

  /**
   * Throws if the statement must not go on: cancelled, out of time, or its transaction aborted by
   * somebody else. Cheap enough for every few documents.
   */
  public void checkAlive() {
    var why = stopped;
    if (why != null) {
      throw new DuetException(why, stopText(why));
    }
    var owner = transaction;
    if (owner != null && !owner.isLive()) {
      throw ended(owner);
    }
    if (owner != null) {
      var node = owner.serializableNode();
      if (node != null) {
        node.checkDoomed();
      }
    }
    if (settings.maxTimeNanos() != 0 && time.nanoTime() >= deadline()) {
      throw outOfTime();
    }
  }

  private static String stopText(ErrorCode why) {
    return why == ErrorCode.INTERRUPTED_AT_SHUTDOWN
        ? "the deployment was shut down; nothing of the statement has happened"
        : "operation was interrupted: it was cancelled, and nothing of it has happened";
  }

  DuetException outOfTime() {
    stats.outOfTime = true;
    return new DuetException(
        ErrorCode.MAX_TIME_MS_EXPIRED,
        "operation exceeded time limit of "
            + settings.maxTimeNanos() / 1_000_000
            + " ms; nothing of it has happened");
  }

  private DuetException ended(Transaction owner) {
    var labels = Set.of(DuetException.TRANSIENT_TRANSACTION_ERROR);
    if (owner.cause() == Transaction.Cause.LIFETIME) {
      return new DuetException(
          ErrorCode.TRANSACTION_EXCEEDED_LIFETIME,
          "the transaction has reached its lifetime and was aborted while this operation was running; run it again",
          labels);
    }
    if (owner.cause() == Transaction.Cause.RETAINED_VERSIONS) {
      return new DuetException(
          ErrorCode.SNAPSHOT_TOO_OLD,
          "the transaction's snapshot kept too many versions and was given up; run it again",
          labels);
    }
    return new DuetException(
        settings.language() == Language.SQL
            ? ErrorCode.TRANSACTION_CANCELLED
            : ErrorCode.NO_SUCH_TRANSACTION,
        "Transaction with { txnNumber: " + owner.number() + " } has been aborted.",
        labels);
  }

  /** It leaves the engine. */
  public void close() {
    var known = waiter;
    if (known != null) {
      known.close();
    }
  }
}
