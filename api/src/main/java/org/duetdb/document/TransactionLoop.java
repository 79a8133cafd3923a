package org.duetdb.document;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.Observation;

/**
 * Transaction retry: runs a callback in a transaction, again from the start after a transient
 * error. The rules are those of MongoDB's "convenient API for transactions" specification of 2025:
 * the wait before restart k is a random share of 5 ms × 1.5<sup>k</sup>, at most 500 ms, and the
 * whole takes at most 120 s; then the last error is the cause of a time-out that has its labels.
 *
 * <p>A commit whose outcome is not known is repeated alone, with the same waits, which the
 * specification leaves to the network. Only where the deployment itself has lost the commit,
 * because a sink has failed, is it not: the repetition could learn nothing new.
 */
final class TransactionLoop {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final double FIRST_MILLIS = 5;
  private static final double GROWTH = 1.5;
  private static final double LONGEST_MILLIS = 500;

  private final DocumentSession session;
  private final Engine engine;
  private final RandomGenerator random;

  TransactionLoop(DocumentSession session, Engine engine) {
    this.session = session;
    this.engine = engine;
    random = engine.chance().generator();
  }

  <R> R run(Supplier<R> body, TransactionOptions options) {
    long deadline = engine.time().nanoTime() + LIMIT.toNanos();
    for (int restart = 1; ; restart++) {
      try {
        return attempt(body, options, deadline);
      } catch (DuetException failed) {
        if (!failed.hasLabel(DuetException.TRANSIENT_TRANSACTION_ERROR)) {
          throw failed;
        }
        var pause = pause(restart, deadline, "nothing of the transaction has happened", failed);
        engine.observer().tell(new Observation.TransactionRetry(session.label(), failed, pause));
      }
    }
  }

  private Duration pause(int restart, long deadline, String outcome, DuetException failed) {
    var pause = pause(restart);
    if (engine.time().nanoTime() + pause.toNanos() > deadline) {
      throw outOfTime(restart, outcome, failed);
    }
    session.sleep(pause);
    return pause;
  }

  private static DuetException outOfTime(int attempts, String outcome, DuetException last) {
    var timeout =
        new DuetException(
            ErrorCode.MAX_TIME_MS_EXPIRED,
            "withTransaction gave up after "
                + attempts
                + " attempts within "
                + LIMIT.toSeconds()
                + " s; "
                + outcome
                + "; the last attempt failed with: "
                + last.getMessage(),
            last.labels());
    timeout.initCause(last);
    return timeout;
  }

  private <R> R attempt(Supplier<R> body, TransactionOptions options, long deadline) {
    session.startTransaction(options);
    R result;
    try {
      result = body.get();
    } catch (RuntimeException | Error failed) {
      if (session.hasActiveTransaction()) {
        session.abortTransaction();
      }
      throw failed;
    }
    if (session.hasActiveTransaction()) {
      commit(deadline);
    }
    return result;
  }

  private void commit(long deadline) {
    for (int attempt = 1; ; attempt++) {
      try {
        session.commitTransaction();
        return;
      } catch (DuetException failed) {
        if (!session.canRepeatCommit() || failed.code() == ErrorCode.MAX_TIME_MS_EXPIRED) {
          throw failed;
        }
        pause(attempt, deadline, "whether the transaction has happened is not known", failed);
      }
    }
  }

  private Duration pause(int restart) {
    double cap = Math.min(FIRST_MILLIS * Math.pow(GROWTH, restart), LONGEST_MILLIS);
    return Duration.ofNanos((long) (random.nextDouble() * cap * 1_000_000));
  }
}
