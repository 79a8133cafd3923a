package org.duetdb.sql;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * The one table from failures to SQLSTATEs. The switch has no default, so that a new {@link
 * ErrorCode} does not compile until somebody has chosen its SQLSTATE.
 */
public final class SqlStates {

  private SqlStates() {}

  /** The SQLSTATE of any failure that leaves this module. */
  public static SqlState of(RuntimeException failure) {
    if (failure instanceof SqlFailure sql) {
      return sql.state();
    }
    return failure instanceof DuetException engine ? of(engine.code()) : SqlState.INTERNAL_ERROR;
  }

  /** The SQLSTATE of an engine's error code. */
  public static SqlState of(ErrorCode code) {
    return switch (code) {
      case INTERNAL_ERROR -> SqlState.INTERNAL_ERROR;
      case BAD_VALUE,
          FAILED_TO_PARSE,
          DOLLAR_PREFIXED_FIELD_NAME,
          INVALID_ID_FIELD,
          NOT_SINGLE_VALUE_FIELD,
          PATH_NOT_VIABLE,
          CONFLICTING_UPDATE_OPERATORS,
          EMPTY_FIELD_NAME,
          IMMUTABLE_FIELD,
          CANNOT_INDEX_PARALLEL_ARRAYS,
          CANNOT_BACKFILL_ARRAY,
          INVALID_PIPELINE_OPERATOR,
          CONVERSION_FAILURE,
          LOCATION ->
          SqlState.DATA_EXCEPTION;
      case TYPE_MISMATCH -> SqlState.DATATYPE_MISMATCH;
      case OVERFLOW -> SqlState.NUMERIC_OUT_OF_RANGE;
      case ILLEGAL_OPERATION, CONFLICTING_OPERATION_IN_PROGRESS -> SqlState.OBJECT_NOT_IN_STATE;
      case INVALID_OPTIONS -> SqlState.INVALID_PARAMETER_VALUE;
      case LOCK_TIMEOUT -> SqlState.LOCK_NOT_AVAILABLE;
      case NAMESPACE_NOT_FOUND -> SqlState.UNDEFINED_TABLE;
      case NAMESPACE_EXISTS -> SqlState.DUPLICATE_TABLE;
      case INVALID_NAMESPACE -> SqlState.INVALID_NAME;
      case INDEX_NOT_FOUND -> SqlState.UNDEFINED_OBJECT;
      case CANNOT_CREATE_INDEX -> SqlState.INVALID_DEFINITION;
      case INDEX_OPTIONS_CONFLICT, INDEX_KEY_SPECS_CONFLICT -> SqlState.DUPLICATE_OBJECT;
      case COMMAND_NOT_SUPPORTED_ON_VIEW -> SqlState.WRONG_OBJECT_TYPE;
      case CURSOR_NOT_FOUND -> SqlState.INVALID_CURSOR;
      case MAX_TIME_MS_EXPIRED, INTERRUPTED -> SqlState.QUERY_CANCELED;
      case SHUTDOWN_IN_PROGRESS, INTERRUPTED_AT_SHUTDOWN -> SqlState.ADMIN_SHUTDOWN;
      case WRITE_CONFLICT, SERIALIZATION_FAILURE, SNAPSHOT_TOO_OLD ->
          SqlState.SERIALIZATION_FAILURE;
      case DEADLOCK, SELF_DEADLOCK -> SqlState.DEADLOCK;
      case DOCUMENT_VALIDATION_FAILURE -> SqlState.INTEGRITY_CONSTRAINT;
      case DUPLICATE_KEY -> SqlState.UNIQUE_VIOLATION;
      case EXCEEDED_MEMORY_LIMIT, QUERY_EXCEEDED_MEMORY_LIMIT -> SqlState.OUT_OF_MEMORY;
      case BSON_OBJECT_TOO_LARGE, DOCUMENT_TOO_LARGE -> SqlState.PROGRAM_LIMIT;
      case NO_SUCH_TRANSACTION, IN_FAILED_TRANSACTION -> SqlState.IN_FAILED_TRANSACTION;
      case TRANSACTION_EXCEEDED_LIFETIME, TRANSACTION_CANCELLED -> SqlState.TRANSACTION_ROLLBACK;
      case TRANSACTION_COMMITTED, TRANSACTION_TOO_OLD, INCOMPLETE_TRANSACTION_HISTORY ->
          SqlState.INVALID_TRANSACTION_TERMINATION;
      case OPERATION_NOT_SUPPORTED_IN_TRANSACTION -> SqlState.ACTIVE_TRANSACTION;
      case READ_ONLY_TRANSACTION -> SqlState.READ_ONLY_TRANSACTION;
      case COMMIT_OUTCOME_UNKNOWN -> SqlState.TRANSACTION_RESOLUTION_UNKNOWN;
      case COMMAND_NOT_FOUND -> SqlState.UNDEFINED_OBJECT;
      case NOT_IMPLEMENTED -> SqlState.UNSUPPORTED;
    };
  }
}
