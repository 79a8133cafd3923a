package org.duetdb.api.error;

/**
 * Every way in which Duet can refuse or fail, with MongoDB's number and name for it.
 *
 * <p>The number is also the JDBC vendor code, so that the document side and the SQL side of one
 * conflict line up. The SQLSTATE of each code is chosen in one exhaustive switch of the SQL module;
 * a new code does not compile there until it has one. To add a code: take MongoDB's number and name
 * if it has them (its {@code error_codes.yml}), say in one sentence when it occurs,.
 */
public enum ErrorCode {
  /** A value that the operation cannot use. */
  BAD_VALUE(2, "BadValue"),
  /** Something is wrong inside Duet; the message is a bug report. */
  INTERNAL_ERROR(1, "InternalError"),
  /** The request could not be understood. */
  FAILED_TO_PARSE(9, "FailedToParse"),
  /** A value of the wrong type. */
  TYPE_MISMATCH(14, "TypeMismatch"),
  /** Too large for its type, or nested deeper than the limit. */
  OVERFLOW(15, "Overflow"),
  /** What is asked for is illegal here. */
  ILLEGAL_OPERATION(20, "IllegalOperation"),
  /**
   * A lock was not available at once, or within the bound of the wait; the transaction lives on in
   * SQL.
   */
  LOCK_TIMEOUT(24, "LockTimeout"),
  /** The collection or table does not exist. */
  NAMESPACE_NOT_FOUND(26, "NamespaceNotFound"),
  /** The index does not exist. */
  INDEX_NOT_FOUND(27, "IndexNotFound"),
  /** A path leads through a value that has no fields. */
  PATH_NOT_VIABLE(28, "PathNotViable"),
  /** Two update operators want the same path. */
  CONFLICTING_UPDATE_OPERATORS(40, "ConflictingUpdateOperators"),
  /** The cursor does not exist any more: closed, timed out, or its transaction ended. */
  CURSOR_NOT_FOUND(43, "CursorNotFound"),
  /** The collection or table exists already. */
  NAMESPACE_EXISTS(48, "NamespaceExists"),
  /** The operation's own time limit passed; nothing of it has happened. */
  MAX_TIME_MS_EXPIRED(50, "MaxTimeMSExpired"),
  /** A field name begins with a dollar sign where that is not allowed. */
  DOLLAR_PREFIXED_FIELD_NAME(52, "DollarPrefixedFieldName"),
  /** The {@code _id} has a type that an {@code _id} cannot have. */
  INVALID_ID_FIELD(53, "InvalidIdField"),
  /** An upsert cannot derive a single value for a field. */
  NOT_SINGLE_VALUE_FIELD(54, "NotSingleValueField"),
  /** A path has an empty component. */
  EMPTY_FIELD_NAME(56, "EmptyFieldName"),
  /** An immutable field would change. */
  IMMUTABLE_FIELD(66, "ImmutableField"),
  /** An index cannot be created as asked. */
  CANNOT_CREATE_INDEX(67, "CannotCreateIndex"),
  /** An index of that name and other options exists. */
  INDEX_OPTIONS_CONFLICT(85, "IndexOptionsConflict"),
  /** An index of that name and other keys exists. */
  INDEX_KEY_SPECS_CONFLICT(86, "IndexKeySpecsConflict"),
  /** An option that does not fit the others or the state. */
  INVALID_OPTIONS(72, "InvalidOptions"),
  /** A name that a database or collection cannot have. */
  INVALID_NAMESPACE(73, "InvalidNamespace"),
  /** The deployment is shut down. */
  SHUTDOWN_IN_PROGRESS(91, "ShutdownInProgress"),
  /** The same transaction number is in use. */
  CONFLICTING_OPERATION_IN_PROGRESS(117, "ConflictingOperationInProgress"),
  /**
   * First updater wins: another transaction has changed or claimed what this one wants. The
   * transaction that gets this is dead; run it again.
   */
  WRITE_CONFLICT(112, "WriteConflict"),
  /**
   * A cycle of waits was closed by this request. The transaction that gets this is dead; run it
   * again.
   */
  DEADLOCK(112, "WriteConflict"),
  /**
   * A dangerous structure of reads and writes; the transaction that gets this is dead; run it
   * again.
   */
  SERIALIZATION_FAILURE(112, "WriteConflict"),
  /** A document does not satisfy the collection's declared columns or validator. */
  DOCUMENT_VALIDATION_FAILURE(121, "DocumentValidationFailure"),
  /** The deployment cannot take more: a named memory limit was reached. */
  EXCEEDED_MEMORY_LIMIT(146, "ExceededMemoryLimit"),
  /** A view stands where a collection is wanted. */
  COMMAND_NOT_SUPPORTED_ON_VIEW(166, "CommandNotSupportedOnView"),
  /** A compound index over two arrays. */
  CANNOT_INDEX_PARALLEL_ARRAYS(171, "CannotIndexParallelArrays"),
  /** A retryable write whose number was used by a transaction, or whose record is gone. */
  INCOMPLETE_TRANSACTION_HISTORY(217, "IncompleteTransactionHistory"),
  /** A transaction number lower than the session's newest. */
  TRANSACTION_TOO_OLD(225, "TransactionTooOld"),
  /** The snapshot was given up because the limit of retained versions was reached. */
  SNAPSHOT_TOO_OLD(239, "SnapshotTooOld"),
  /** The transaction does not exist or has been aborted. */
  NO_SUCH_TRANSACTION(251, "NoSuchTransaction"),
  /**
   * The transaction was cancelled while no statement of it was running (SQL's first report of it).
   */
  TRANSACTION_CANCELLED(251, "NoSuchTransaction"),
  /** The SQL transaction has failed; only a rollback is possible. */
  IN_FAILED_TRANSACTION(251, "NoSuchTransaction"),
  /** The transaction is committed and can do nothing more. */
  TRANSACTION_COMMITTED(256, "TransactionCommitted"),
  /** Not possible inside a multi-document transaction. */
  OPERATION_NOT_SUPPORTED_IN_TRANSACTION(263, "OperationNotSupportedInTransaction"),
  /** The transaction reached its lifetime while this operation was running; it is aborted. */
  TRANSACTION_EXCEEDED_LIFETIME(290, "TransactionExceededLifetimeLimitSeconds"),
  /** A sort or group needs more memory than its limit. */
  QUERY_EXCEEDED_MEMORY_LIMIT(292, "QueryExceededMemoryLimitNoDiskUseAllowed"),
  /** A write inside a read-only transaction. */
  READ_ONLY_TRANSACTION(72, "InvalidOptions"),
  /** The outcome of a commit is not known. */
  COMMIT_OUTCOME_UNKNOWN(64, "WriteConcernTimeout"),
  /** The name is not a command, stage or operator that exists. */
  COMMAND_NOT_FOUND(59, "CommandNotFound"),
  /** The document or the result is larger than 16 MiB. */
  BSON_OBJECT_TOO_LARGE(10334, "BSONObjectTooLarge"),
  /** A document of that unique key exists. */
  DUPLICATE_KEY(11000, "DuplicateKey"),
  /** The deployment shut down while the operation waited. */
  INTERRUPTED_AT_SHUTDOWN(11600, "InterruptedAtShutdown"),
  /** The operation was cancelled or its thread interrupted; nothing of it has happened. */
  INTERRUPTED(11601, "Interrupted"),
  /** An upsert would insert a document larger than 16 MiB. */
  DOCUMENT_TOO_LARGE(17420, "BSONObjectTooLarge"),
  /**
   * The wait of an autocommit write for a transaction of its own thread, when the option makes that
   * fail.
   */
  SELF_DEADLOCK(112, "WriteConflict"),
  /** An array would have to be filled up too far. */
  CANNOT_BACKFILL_ARRAY(191, "CannotBackfillArray"),
  /** A pipeline or an expression names an operator that does not exist. */
  INVALID_PIPELINE_OPERATOR(168, "InvalidPipelineOperator"),
  /** A value cannot be converted to the type that an expression asks for. */
  CONVERSION_FAILURE(241, "ConversionFailure"),
  /**
   * One of the many refusals that MongoDB tells apart by nothing but a number; {@link
   * DuetException#number()} says which.
   */
  LOCATION(0, "Location"),
  /** A feature that Duet has not got. */
  NOT_IMPLEMENTED(238, "NotImplemented");

  private final int number;
  private final String codeName;

  ErrorCode(int number, String codeName) {
    this.number = number;
    this.codeName = codeName;
  }

  /** MongoDB's number, and the JDBC vendor code. Several codes may share one. */
  public int number() {
    return number;
  }

  /** MongoDB's name for the number, for example {@code WriteConflict}. */
  public String codeName() {
    return codeName;
  }
}
