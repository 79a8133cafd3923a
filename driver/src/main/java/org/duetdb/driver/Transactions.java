package org.duetdb.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.error.DuetException;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in a transaction that is run again after a conflict, with the rules and the back-off of
 * the document API's {@link Session#withTransaction}.
 *
 * <pre>{@code
 * Transactions.withTransaction(connection, c -> {
 *   try (var update = c.prepareStatement("UPDATE account SET balance = balance - ? WHERE id = ?")) {
 *     ...
 *   }
 * });
 * }</pre>
 */
public final class Transactions {

  private Transactions() {}

  /** Work on a connection; may be run several times. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    /** Does the work. It must neither commit nor roll back, and keep no effect outside. */
    T on(Connection connection) throws SQLException;
  }

  /**
   * Runs {@code work} in a transaction of the connection's level and commits it. After an error of
   * class 40 everything is rolled back and run again; after any other error it is rolled back.
   * Result sets of the work end with its transaction.
   *
   * @param connection a connection of Duet, also one from a pool, without an open transaction
   * @throws SQLException the failure of the last attempt
   */
  public static <T extends @Nullable Object> T withTransaction(Connection connection, Work<T> work)
      throws SQLException {
    var session = connection.unwrap(Session.class);
    var options =
        new TransactionOptions(
            JdbcIsolation.level(connection.getTransactionIsolation()),
            connection.isReadOnly(),
            Optional.empty());
    try {
      return session.<T>withTransaction(() -> attempt(connection, work), options);
    } catch (Failure failure) {
      throw failure.cause;
    } catch (DuetException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  private static <T extends @Nullable Object> T attempt(Connection connection, Work<T> work) {
    try {
      return work.on(connection);
    } catch (ConflictSQLException conflict) {
      // The loop knows the engine's failures, and of them it repeats those that are transient.
      throw conflict.transactionIsDead() && conflict.getCause() instanceof DuetException engine
          ? engine
          : new Failure(conflict);
    } catch (SQLException failure) {
      throw new Failure(failure);
    }
  }

  /** Carries a failure of the work through the loop. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException cause;

    Failure(SQLException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
