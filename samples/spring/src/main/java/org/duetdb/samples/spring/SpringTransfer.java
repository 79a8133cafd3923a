package org.duetdb.samples.spring;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves money between two rows of {@code account (id, balance)} in one transaction that is run
 * again after a conflict.
 *
 * <p>The retry stands around the transaction, never inside it: after a conflict nothing of the
 * transaction is left that could go on. Spring calls every lost conflict, deadlock and refused lock
 * a {@link PessimisticLockingFailureException}.
 */
public final class SpringTransfer {
  private static final int RETRIES = 10;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final RetryTemplate retry;

  /** Transfers in this database; {@code listener} hears of every other try. */
  public SpringTransfer(DataSource database, RetryListener listener) {
    jdbc = new JdbcTemplate(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    retry =
        new RetryTemplate(
            RetryPolicy.builder()
                .includes(PessimisticLockingFailureException.class)
                .maxRetries(RETRIES)
                .delay(Duration.ofMillis(5))
                .jitter(Duration.ofMillis(4))
                .multiplier(2)
                .maxDelay(Duration.ofMillis(500))
                .build());
    retry.setRetryListener(listener);
  }

  /**
   * Moves {@code amount}, or changes nothing.
   *
   * @throws RetryException if it met a conflict each time, or failed otherwise; the failure is the
   *     cause
   */
  public void transfer(int from, int to, int amount) throws RetryException {
    retry.execute(
        () ->
            transaction.execute(
                status -> {
                  add(from, -amount);
                  add(to, amount);
                  return amount;
                }));
  }

  private void add(int id, int amount) {
    int rows = jdbc.update("UPDATE account SET balance = balance + ? WHERE id = ?", amount, id);
    if (rows == 0) {
      throw new IllegalArgumentException("there is no account " + id);
    }
  }
}
