package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.error.WriteConflictException;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlNotice;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.SqlStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SqlExceptionsTest {
  private static final Conflict CONFLICT =
      new Conflict(
          "test.demo",
          "x",
          Optional.of("A"),
          Optional.of("UPDATE demo"),
          Optional.of(Instant.EPOCH),
          false,
          "level");

  /** The class that reference and JDBC want for a SQLSTATE; the exact one, not a superclass. */
  private static Class<? extends SQLException> classFor(SqlState state) {
    String code = state.code();
    return switch (code) {
      case "40001" -> WriteConflictSQLException.class;
      case "40P01" -> DeadlockSQLException.class;
      case "40000" -> TransactionCancelledSQLException.class;
      case "55P03" -> LockNotAvailableSQLException.class;
      case "HYC00" -> SQLFeatureNotSupportedException.class;
      case "08003", "08007", "57P01" -> SQLNonTransientConnectionException.class;
      case "57014", "01000", "53200" -> SQLException.class;
      case "07001", "3F000" -> SQLSyntaxErrorException.class;
      default ->
          switch (code.substring(0, 2)) {
            case "22" -> SQLDataException.class;
            case "23" -> SQLIntegrityConstraintViolationException.class;
            case "42" -> SQLSyntaxErrorException.class;
            default -> SQLNonTransientException.class;
          };
    };
  }

  @ParameterizedTest
  @EnumSource
  void everySqlStateHasItsClass(SqlState state) {
    var failure = new SqlFailure(state, "what happened");

    var exception = SqlExceptions.of(failure);

    assertThat((Throwable) exception).isExactlyInstanceOf(classFor(state));
    assertThat(exception.getSQLState()).isEqualTo(state.code());
    assertThat(exception.getErrorCode()).isZero();
    assertThat((Throwable) exception).hasMessage("what happened").hasCause(failure);
  }

  @ParameterizedTest
  @EnumSource
  void everyErrorCodeKeepsItsNumberAsVendorCode(ErrorCode code) {
    var failure = new DuetException(code, "what happened");

    var exception = SqlExceptions.of(failure);

    assertThat(exception.getErrorCode()).isEqualTo(code.number());
    assertThat(exception.getSQLState()).isEqualTo(SqlStates.of(code).code());
    assertThat((Throwable) exception).hasMessage("what happened").hasCause(failure);
  }

  @ParameterizedTest
  @CsvSource({
    "WRITE_CONFLICT, 40001, 112",
    "SERIALIZATION_FAILURE, 40001, 112",
    "DEADLOCK, 40P01, 112",
    "LOCK_TIMEOUT, 55P03, 24",
    "MAX_TIME_MS_EXPIRED, 57014, 50",
    "INTERRUPTED, 57014, 11601",
    "TRANSACTION_CANCELLED, 40000, 251",
    "TRANSACTION_EXCEEDED_LIFETIME, 40000, 290",
    "IN_FAILED_TRANSACTION, 25P02, 251",
    "DUPLICATE_KEY, 23505, 11000",
    "READ_ONLY_TRANSACTION, 25006, 72",
    "COMMIT_OUTCOME_UNKNOWN, 08007, 64"
  })
  void theTableOfTheReferenceHolds(ErrorCode code, String state, int vendorCode) {
    var exception = SqlExceptions.of(new DuetException(code, "text"));

    assertThat(exception.getSQLState()).isEqualTo(state);
    assertThat(exception.getErrorCode()).isEqualTo(vendorCode);
  }

  @Test
  void aQueryTimeoutIsATimeoutAndACancelIsNot() {
    assertThat(
            (Throwable) SqlExceptions.of(new DuetException(ErrorCode.MAX_TIME_MS_EXPIRED, "text")))
        .isExactlyInstanceOf(SQLTimeoutException.class);
    assertThat((Throwable) SqlExceptions.of(new DuetException(ErrorCode.INTERRUPTED, "text")))
        .isExactlyInstanceOf(SQLException.class);
  }

  @Test
  void aConflictTellsItsFactsAndWhetherTheTransactionIsDead() {
    var dead = conflict(ErrorCode.WRITE_CONFLICT);
    var alive = conflict(ErrorCode.LOCK_TIMEOUT);

    assertThat(dead.conflict()).contains(CONFLICT);
    assertThat(dead.transactionIsDead()).isTrue();
    assertThat(alive.conflict()).contains(CONFLICT);
    assertThat(alive.transactionIsDead()).isFalse();
    assertThat(conflict(ErrorCode.DEADLOCK).transactionIsDead()).isTrue();
  }

  private static ConflictSQLException conflict(ErrorCode code) {
    var exception = SqlExceptions.of(new WriteConflictException(code, "text", Set.of(), CONFLICT));
    assertThat((Throwable) exception).isInstanceOf(SQLTransactionRollbackException.class);
    return (ConflictSQLException) exception;
  }

  @Test
  void aCancelledTransactionIsAConflictWithoutARival() {
    var exception =
        (ConflictSQLException)
            SqlExceptions.of(new DuetException(ErrorCode.TRANSACTION_EXCEEDED_LIFETIME, "text"));

    assertThat(exception.conflict()).isEmpty();
    assertThat(exception.transactionIsDead()).isTrue();
  }

  @Test
  void theVendorCodeOfASqlFailureIsThatOfTheEnginesFailureBehindIt() {
    var behind = new DuetException(ErrorCode.DUPLICATE_KEY, "engine");

    var exception =
        SqlExceptions.of(new SqlFailure(SqlState.UNIQUE_VIOLATION, "statement", behind));

    assertThat(exception.getErrorCode()).isEqualTo(11000);
    assertThat((Throwable) exception).hasMessage("statement").hasRootCause(behind);
  }

  @Test
  void anUnexpectedFailureIsAnInternalErrorWithAMessage() {
    var exception = SqlExceptions.of(new IllegalStateException());

    assertThat(exception.getSQLState()).isEqualTo("XX000");
    assertThat(exception.getMessage()).contains("IllegalStateException");
  }

  @Test
  void whatIsUnsupportedHasAStateOnWhichPoolsKeepTheConnection() {
    var exception = SqlExceptions.unsupported("time travel");

    assertThat(exception.getSQLState()).isEqualTo("HYC00");
    assertThat((Throwable) exception).hasMessage("time travel is not supported");
  }

  @Test
  void noticesBecomeAChainOfWarnings() {
    var chain =
        SqlExceptions.warnings(
            List.of(
                new SqlNotice(SqlState.WARNING, "first"),
                new SqlNotice(SqlState.WARNING, "second")));

    assertThat((Throwable) chain).hasMessage("first");
    assertThat(chain.getSQLState()).isEqualTo("01000");
    assertThat((Throwable) chain.getNextWarning()).hasMessage("second");
    assertThat((Throwable) SqlExceptions.warnings(List.of())).isNull();
  }
}
