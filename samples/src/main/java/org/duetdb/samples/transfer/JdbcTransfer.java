package org.duetdb.samples.transfer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import javax.sql.DataSource;

/** Transfers with JDBC. */
public final class JdbcTransfer {
  /** After so many lost attempts something is wrong, and the caller should know. */
  private static final int ATTEMPTS = 20;

  private static final String TAKE =
      "UPDATE accounts SET balance = balance - ? WHERE _id = ? AND balance >= ?";
  private static final String GIVE = "UPDATE accounts SET balance = balance + ? WHERE _id = ?";

  private final DataSource database;

  /** Transfers between the rows of {@code accounts}. */
  public JdbcTransfer(DataSource database) {
    this.database = database;
  }

  /**
   * Moves {@code amount}; both balances change, or none.
   *
   * @throws InsufficientFundsException if {@code from} does not hold that much
   */
  public void transfer(String from, String to, long amount) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      for (int attempt = 1; !attempt(connection, from, to, amount, attempt); attempt++) {
        connection.rollback();
      }
    }
  }

  /** False if another transfer won: a deadlock here, a write conflict at higher levels. */
  private static boolean attempt(
      Connection connection, String from, String to, long amount, int attempt) throws SQLException {
    try {
      move(connection, from, to, amount);
      connection.commit();
      return true;
    } catch (SQLTransactionRollbackException lost) {
      if (attempt == ATTEMPTS) {
        throw lost;
      }
      return false;
    }
  }

  private static void move(Connection connection, String from, String to, long amount)
      throws SQLException {
    try (var take = connection.prepareStatement(TAKE);
        var give = connection.prepareStatement(GIVE)) {
      take.setLong(1, amount);
      take.setString(2, from);
      take.setLong(3, amount);
      if (take.executeUpdate() == 0) {
        throw new InsufficientFundsException(from);
      }
      give.setLong(1, amount);
      give.setString(2, to);
      give.executeUpdate();
    }
  }
}
