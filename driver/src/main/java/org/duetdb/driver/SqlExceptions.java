package org.duetdb.driver;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.util.List;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlNotice;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlStates;
import org.jspecify.annotations.Nullable;

/**
 * The one place that makes {@link SQLException}s. The SQLSTATE of a failure comes from {@link
 * SqlStates}, the vendor code is the {@link ErrorCode#number()} of the engine's failure (0 if the
 * engine has no part in it), and one switch without a default chooses the class, so that a new
 * {@link SqlState} does not compile until it has one. Message and cause are kept.
 */
final class SqlExceptions {

  private SqlExceptions() {}

  /** What a failure of the modules below is in JDBC. */
  static SQLException of(RuntimeException failure) {
    String message = failure.getMessage();
    return exception(
        SqlStates.of(failure),
        message == null || message.isEmpty() ? failure.getClass().getName() : message,
        vendorCode(failure),
        failure);
  }

  /** A refusal of the driver itself. */
  static SQLException refusal(SqlState state, String message) {
    return of(new SqlFailure(state, message));
  }

  /** Something that JDBC has and Duet has not. */
  static SQLFeatureNotSupportedException unsupported(String what) {
    var cause = new SqlFailure(SqlState.UNSUPPORTED, what + " is not supported");
    return new SQLFeatureNotSupportedException(
        cause.getMessage(), SqlState.UNSUPPORTED.code(), 0, cause);
  }

  /** The notices as a chain of warnings, or null if there are none. */
  static @Nullable SQLWarning warnings(List<SqlNotice> notices) {
    SQLWarning first = null;
    for (SqlNotice notice : notices) {
      var warning = new SQLWarning(notice.message(), notice.state().code());
      if (first == null) {
        first = warning;
      } else {
        first.setNextWarning(warning);
      }
    }
    return first;
  }

  private static int vendorCode(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DuetException engine) {
        return engine.number();
      }
    }
    return 0;
  }

  private static SQLException exception(
      SqlState state, String message, int vendor, RuntimeException cause) {
    String code = state.code();
    return switch (state) {
      case SERIALIZATION_FAILURE -> new WriteConflictSQLException(message, code, vendor, cause);
      case DEADLOCK -> new DeadlockSQLException(message, code, vendor, cause);
      case TRANSACTION_ROLLBACK ->
          new TransactionCancelledSQLException(message, code, vendor, cause);
      case LOCK_NOT_AVAILABLE -> new LockNotAvailableSQLException(message, code, vendor, cause);
      case QUERY_CANCELED ->
          vendor == ErrorCode.MAX_TIME_MS_EXPIRED.number()
              ? new SQLTimeoutException(message, code, vendor, cause)
              : new SQLException(message, code, vendor, cause);
      case CONNECTION_DOES_NOT_EXIST, TRANSACTION_RESOLUTION_UNKNOWN, ADMIN_SHUTDOWN ->
          new SQLNonTransientConnectionException(message, code, vendor, cause);
      case UNSUPPORTED -> new SQLFeatureNotSupportedException(message, code, vendor, cause);
      case DATA_EXCEPTION,
          STRING_TOO_LONG,
          NUMERIC_OUT_OF_RANGE,
          INVALID_DATETIME,
          DATETIME_OVERFLOW,
          SUBSTRING_ERROR,
          DIVISION_BY_ZERO,
          INVALID_CAST,
          INVALID_PARAMETER_VALUE,
          INVALID_ESCAPE,
          INVALID_JSON ->
          new SQLDataException(message, code, vendor, cause);
      case INTEGRITY_CONSTRAINT,
          NOT_NULL_VIOLATION,
          FOREIGN_KEY_VIOLATION,
          UNIQUE_VIOLATION,
          CHECK_VIOLATION ->
          new SQLIntegrityConstraintViolationException(message, code, vendor, cause);
      case SYNTAX_ERROR,
          INVALID_NAME,
          UNDEFINED_COLUMN,
          AMBIGUOUS_COLUMN,
          DUPLICATE_COLUMN,
          UNDEFINED_OBJECT,
          DUPLICATE_OBJECT,
          DUPLICATE_ALIAS,
          GROUPING_ERROR,
          DATATYPE_MISMATCH,
          WRONG_OBJECT_TYPE,
          CANNOT_COERCE,
          UNDEFINED_FUNCTION,
          UNDEFINED_TABLE,
          DUPLICATE_TABLE,
          DUPLICATE_SCHEMA,
          INVALID_CLAUSE,
          GENERATED_ALWAYS,
          INVALID_DEFINITION,
          WRONG_PARAMETER_COUNT,
          UNDEFINED_SCHEMA ->
          new SQLSyntaxErrorException(message, code, vendor, cause);
      case CARDINALITY_VIOLATION,
          INVALID_CURSOR,
          ACTIVE_TRANSACTION,
          READ_ONLY_TRANSACTION,
          NO_ACTIVE_TRANSACTION,
          IN_FAILED_TRANSACTION,
          INVALID_TRANSACTION_TERMINATION,
          NO_SUCH_SAVEPOINT,
          PROGRAM_LIMIT,
          DEPENDENT_OBJECTS,
          OBJECT_NOT_IN_STATE,
          INTERNAL_ERROR ->
          new SQLNonTransientException(message, code, vendor, cause);
      case WARNING, OUT_OF_MEMORY -> new SQLException(message, code, vendor, cause);
    };
  }
}
