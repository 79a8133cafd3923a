package org.duetdb.sql;

/**
 * Every SQLSTATE that Duet reports, with PostgreSQL's code where it has one. No class 0A, because
 * pools close a connection that reports it.
 */
public enum SqlState {
  /** A note; the statement succeeded. */
  WARNING("01000"),
  /** The deployment is shut down or the session closed. */
  CONNECTION_DOES_NOT_EXIST("08003"),
  /** Whether the commit happened is not known. */
  TRANSACTION_RESOLUTION_UNKNOWN("08007"),
  /** A scalar sub-query returned more than one row. */
  CARDINALITY_VIOLATION("21000"),
  /** Any error of a value that has no code of its own. */
  DATA_EXCEPTION("22000"),
  /** A text is longer than its column. */
  STRING_TOO_LONG("22001"),
  /** A number does not fit its type. */
  NUMERIC_OUT_OF_RANGE("22003"),
  /** A date or time that cannot be read. */
  INVALID_DATETIME("22007"),
  /** A date or time outside its range. */
  DATETIME_OVERFLOW("22008"),
  /** A substring of negative length. */
  SUBSTRING_ERROR("22011"),
  /** A division by zero. */
  DIVISION_BY_ZERO("22012"),
  /** A cast that the text does not allow. */
  INVALID_CAST("22018"),
  /** An argument that a function does not take, or a setting's illegal value. */
  INVALID_PARAMETER_VALUE("22023"),
  /** A LIKE pattern's escape that is not one character, or stands in the wrong place. */
  INVALID_ESCAPE("22025"),
  /** JSON that cannot be read. */
  INVALID_JSON("22032"),
  /** A document that does not satisfy the collection's rules. */
  INTEGRITY_CONSTRAINT("23000"),
  /** NULL in a column that is NOT NULL. */
  NOT_NULL_VIOLATION("23502"),
  /** A row that something refers to, or that refers to nothing. */
  FOREIGN_KEY_VIOLATION("23503"),
  /** A key that is there already. */
  UNIQUE_VIOLATION("23505"),
  /** A row that does not satisfy a CHECK. */
  CHECK_VIOLATION("23514"),
  /** A cursor that does not exist any more. */
  INVALID_CURSOR("24000"),
  /** A transaction is open where none may be. */
  ACTIVE_TRANSACTION("25001"),
  /** A write in a read-only transaction. */
  READ_ONLY_TRANSACTION("25006"),
  /** No transaction where one must be. */
  NO_ACTIVE_TRANSACTION("25P01"),
  /** The transaction is dead; only ROLLBACK is left. */
  IN_FAILED_TRANSACTION("25P02"),
  /** A transaction that cannot end so. */
  INVALID_TRANSACTION_TERMINATION("2D000"),
  /** Something that others stand on cannot go. */
  DEPENDENT_OBJECTS("2BP01"),
  /** A savepoint that does not exist. */
  NO_SUCH_SAVEPOINT("3B001"),
  /** The transaction was aborted by its lifetime or by another thread. */
  TRANSACTION_ROLLBACK("40000"),
  /** A conflict; run the transaction again. */
  SERIALIZATION_FAILURE("40001"),
  /** A cycle of waits; run the transaction again. */
  DEADLOCK("40P01"),
  /** A text that is not SQL. */
  SYNTAX_ERROR("42601"),
  /** A name longer than the limit, or not usable. */
  INVALID_NAME("42602"),
  /** A column that does not exist. */
  UNDEFINED_COLUMN("42703"),
  /** A column name that fits several columns. */
  AMBIGUOUS_COLUMN("42702"),
  /** A column that exists already, or is named twice. */
  DUPLICATE_COLUMN("42701"),
  /** A setting, index, constraint or other object that does not exist. */
  UNDEFINED_OBJECT("42704"),
  /** An index, constraint or other object that exists already. */
  DUPLICATE_OBJECT("42710"),
  /** A table alias used twice. */
  DUPLICATE_ALIAS("42712"),
  /** A column outside GROUP BY, or an aggregate where none may stand. */
  GROUPING_ERROR("42803"),
  /** Types that an operator does not take. */
  DATATYPE_MISMATCH("42804"),
  /** An object of the wrong kind. */
  WRONG_OBJECT_TYPE("42809"),
  /** A type that cannot be cast to the other. */
  CANNOT_COERCE("42846"),
  /** A function or operator that does not exist. */
  UNDEFINED_FUNCTION("42883"),
  /** A table that does not exist. */
  UNDEFINED_TABLE("42P01"),
  /** A table that exists already. */
  DUPLICATE_TABLE("42P07"),
  /** A schema that exists already. */
  DUPLICATE_SCHEMA("42P06"),
  /** A clause where it cannot stand, such as FOR UPDATE on an aggregate. */
  INVALID_CLAUSE("42P10"),
  /** An identity column that takes no other value than its own. */
  GENERATED_ALWAYS("428C9"),
  /** A definition that contradicts itself. */
  INVALID_DEFINITION("42P16"),
  /** Parameters whose number is wrong. */
  WRONG_PARAMETER_COUNT("07001"),
  /** A schema that does not exist. */
  UNDEFINED_SCHEMA("3F000"),
  /** A memory limit, or another limit of the deployment. */
  OUT_OF_MEMORY("53200"),
  /** A document or key larger than the limit. */
  PROGRAM_LIMIT("54000"),
  /** A transaction, cursor or index in the wrong state. */
  OBJECT_NOT_IN_STATE("55000"),
  /** A lock was not available at once, or in time. */
  LOCK_NOT_AVAILABLE("55P03"),
  /** Cancelled, or longer than its time-out. */
  QUERY_CANCELED("57014"),
  /** The deployment is shutting down. */
  ADMIN_SHUTDOWN("57P01"),
  /** A statement that SQL has and Duet has not. */
  UNSUPPORTED("HYC00"),
  /** Something is wrong inside Duet. */
  INTERNAL_ERROR("XX000");

  private final String code;

  SqlState(String code) {
    this.code = code;
  }

  /** The five characters. */
  public String code() {
    return code;
  }
}
