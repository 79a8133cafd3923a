package org.duetdb.driver;

import java.sql.Connection;
import java.sql.SQLException;
import org.duetdb.api.IsolationLevel;

/** JDBC's numbers for isolation levels. */
final class JdbcIsolation {

  private JdbcIsolation() {}

  /** The level for a number; READ UNCOMMITTED is strengthened to READ COMMITTED. */
  static IsolationLevel level(int number) throws SQLException {
    return switch (number) {
      case Connection.TRANSACTION_READ_UNCOMMITTED, Connection.TRANSACTION_READ_COMMITTED ->
          IsolationLevel.READ_COMMITTED;
      case Connection.TRANSACTION_REPEATABLE_READ -> IsolationLevel.REPEATABLE_READ;
      case Connection.TRANSACTION_SERIALIZABLE -> IsolationLevel.SERIALIZABLE;
      default -> throw SqlExceptions.unsupported("the isolation level " + number);
    };
  }

  /** The number of a level. */
  static int number(IsolationLevel level) {
    return switch (level) {
      case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
      case REPEATABLE_READ -> Connection.TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
    };
  }
}
