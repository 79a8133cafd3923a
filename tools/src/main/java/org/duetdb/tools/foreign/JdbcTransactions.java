package org.duetdb.tools.foreign;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.duetdb.tools.run.SqlClient;
import org.duetdb.tools.run.TransactionState;

/**
 * Transactions by JDBC's own calls, for engines that have other words for them, or none. A dead
 * transaction is not told apart from an open one: JDBC has no question for it.
 */
final class JdbcTransactions implements SqlClient.Control {
  private final Connection connection;
  private final Level level;
  private volatile boolean open;

  JdbcTransactions(Connection connection, Level level) {
    this.connection = connection;
    this.level = level;
  }

  @Override
  public TransactionState state() {
    return open ? TransactionState.OPEN : TransactionState.NONE;
  }

  @Override
  public boolean performs(String sql) throws SQLException {
    var words = sql.strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
    switch (words[0]) {
      case "BEGIN", "START" -> begin(sql);
      case "COMMIT", "END" -> end(true);
      case "ROLLBACK", "ABORT" -> {
        if (words.length > 1 && words[1].equals("TO")) {
          return false;
        }
        end(false);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void begin(String sql) throws SQLException {
    connection.setTransactionIsolation(Level.in(sql).orElse(level).jdbc());
    connection.setAutoCommit(false);
    open = true;
  }

  private void end(boolean commit) throws SQLException {
    try {
      if (open && commit) {
        connection.commit();
      } else if (open) {
        connection.rollback();
      }
    } finally {
      open = false;
      connection.setAutoCommit(true);
    }
  }
}
