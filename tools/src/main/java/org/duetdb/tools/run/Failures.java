package org.duetdb.tools.run;

import java.sql.SQLException;
import java.util.Optional;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.WriteConflictException;
import org.duetdb.driver.ConflictSQLException;

/** Failures as both languages report them. */
final class Failures {
  private static final String TRANSACTION_ROLLBACK_CLASS = "40";

  private Failures() {}

  static Failure of(DuetException failure) {
    return new Failure(
        failure.number(),
        failure.codeName(),
        "",
        failure.getClass().getSimpleName(),
        message(failure),
        failure.hasLabel(DuetException.TRANSIENT_TRANSACTION_ERROR),
        failure instanceof WriteConflictException conflict
            ? Optional.of(conflict.conflict().decidedBy())
            : Optional.empty());
  }

  static Failure of(SQLException failure) {
    var state = failure.getSQLState();
    return new Failure(
        failure.getErrorCode(),
        codeName(failure),
        state == null ? "" : state,
        failure.getClass().getSimpleName(),
        message(failure),
        state != null && state.startsWith(TRANSACTION_ROLLBACK_CLASS),
        failure instanceof ConflictSQLException conflict
            ? conflict.conflict().map(Conflict::decidedBy)
            : Optional.empty());
  }

  private static String codeName(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DuetException engine) {
        return engine.codeName();
      }
    }
    return "";
  }

  private static String message(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getName() : message;
  }
}
