package org.duetdb.sql;

import java.util.List;
import java.util.Map;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.spi.EngineSession;

/**
 * One conversation in SQL: what a JDBC connection owns. It wraps one {@link EngineSession}, so
 * documents and SQL that use the same session share its transaction.
 *
 * <p>The transaction state has one home, here: the SQL texts {@code BEGIN}, {@code COMMIT}, {@code
 * ROLLBACK}, {@code SET TRANSACTION} and the methods below change the same state. With autocommit
 * on and no {@code BEGIN}, each statement is its own transaction. With autocommit off, the first
 * statement opens a transaction that lives until commit or rollback.
 *
 * <p>Threads on one session take turns; {@link #cancel()} may be called by any thread at any time.
 * Errors are {@link SqlFailure} for what SQL refuses and {@link org.duetdb.api.error.DuetException}
 * for what the engine refuses; {@link SqlStates} gives both their SQLSTATE.
 */
public interface SqlSession extends AutoCloseable {

  /**
   * Parses and plans one statement, or takes the plan from the cache that all sessions of the
   * database share. Trailing semicolons are allowed; several statements are refused (42601), use
   * {@link #split(String)}.
   */
  PreparedSql prepare(String sql);

  /**
   * The statements of a text that are separated by semicolons, empty ones left out. Each keeps its
   * place in the text by leading blanks, so that error positions are those of the whole text.
   */
  List<String> split(String sql);

  /** Whether each statement is its own transaction; true at first. */
  boolean autocommit();

  /** Turns autocommit on or off; turning it on commits the open transaction. */
  void autocommit(boolean on);

  /** The level of the next transaction, or of the open one. READ COMMITTED at first. */
  IsolationLevel isolation();

  /** Chooses the level of the following transactions; 25001 inside an open transaction. */
  void isolation(IsolationLevel level);

  /** Whether the following transactions only read. */
  boolean readOnly();

  /** Makes the following transactions read-only or not; 25001 inside an open transaction. */
  void readOnly(boolean on);

  /** Where the session stands between two statements. */
  TransactionStatus transactionStatus();

  /** Opens a transaction that lives until commit or rollback; 25001 if one is open. */
  void begin();

  /** Commits; does nothing without a transaction, fails with 25P02 if the transaction is dead. */
  void commit();

  /** Rolls back; does nothing without a transaction. */
  void rollback();

  /** Sets a savepoint; 25P01 without an open transaction and in autocommit. */
  void savepoint(String name);

  /** Undoes what happened after the savepoint; 3B001 if there is none of that name. */
  void rollbackTo(String name);

  /** Forgets a savepoint; 3B001 if there is none of that name. */
  void release(String name);

  /** The schema in which unqualified names are looked up; {@code test} at first. */
  String schema();

  /** Chooses the schema for unqualified names. */
  void schema(String name);

  /** A session variable's value as {@code SHOW} prints it; 42704 if there is none of that name. */
  String variable(String name);

  /** Sets a session variable as {@code SET name = value} does; 42704 or 22023. */
  void variable(String name, String value);

  /** Every session variable with its value, in name order. */
  Map<String, String> variables();

  /** The tables and views that this session's next statement would see, for metadata. */
  List<TableDescription> tables();

  /** The names of the schemas that this session's next statement would see. */
  List<String> schemas();

  /**
   * Ends the statement that is running, if there is one, with 57014. May be called by any thread.
   */
  void cancel();

  /** The engine's session underneath, which the document API shares. */
  EngineSession engineSession();

  /** Whether the session is closed, by itself or with its deployment. */
  boolean closed();

  /** Rolls back and closes; does nothing the second time. */
  @Override
  void close();
}
