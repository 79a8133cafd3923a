package org.duetdb.driver;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.duetdb.sql.SqlState;

/**
 * A savepoint. The session below knows it by {@link #sqlName}, also when JDBC knows it by number.
 */
final class DuetSavepoint implements Savepoint {
  private final int id;
  private final String name;

  private DuetSavepoint(int id, String name) {
    this.id = id;
    this.name = name;
  }

  static DuetSavepoint named(String name) {
    return new DuetSavepoint(0, name);
  }

  /** {@code id}: unique on the connection, from 1. */
  static DuetSavepoint numbered(int id) {
    return new DuetSavepoint(id, "jdbc_savepoint_" + id);
  }

  String sqlName() {
    return name;
  }

  @Override
  public int getSavepointId() throws SQLException {
    if (id == 0) {
      throw SqlExceptions.refusal(
          SqlState.WRONG_OBJECT_TYPE, "savepoint '" + name + "' has a name and no number");
    }
    return id;
  }

  @Override
  public String getSavepointName() throws SQLException {
    if (id != 0) {
      throw SqlExceptions.refusal(
          SqlState.WRONG_OBJECT_TYPE, "savepoint " + id + " has a number and no name");
    }
    return name;
  }
}
