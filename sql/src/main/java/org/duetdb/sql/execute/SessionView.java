package org.duetdb.sql.execute;

import java.util.List;
import java.util.Map;
import org.duetdb.api.spi.Chance;
import org.duetdb.sql.catalog.SystemTable;
import org.duetdb.sql.grammar.TransactionModes;
import org.jspecify.annotations.Nullable;

/** What plans may know of their SQL session, and the statements that change it. */
public interface SessionView {
  /** The schema of unqualified names. */
  String schema();

  /** The deployment's name. */
  String catalog();

  /** The limit of what one statement holds back, in bytes. */
  long memoryBytes();

  /** Where ids and the seeds of random values come from. */
  Chance chance();

  /**
   * Draws the next value of a sequence, which no rollback gives back.
   *
   * @param inside whether a statement of the engine's is under way in the session
   */
  long nextValue(String sequence, boolean inside);

  /**
   * The value that this session has drawn last from a sequence.
   *
   * @throws org.duetdb.sql.SqlFailure if it has drawn none
   */
  long currentValue(String sequence);

  /** Whether each statement is its own transaction just now. */
  boolean commitsByItself();

  /** BEGIN. */
  void begin(TransactionModes modes);

  /** COMMIT. */
  void commit();

  /** ROLLBACK. */
  void rollback();

  /** SAVEPOINT. */
  void savepoint(String name);

  /** ROLLBACK TO. */
  void rollbackTo(String name);

  /** RELEASE. */
  void release(String name);

  /** SET TRANSACTION, for this or the next transaction, or for all. */
  void characteristics(TransactionModes modes, boolean always);

  /** SET [LOCAL]. */
  void set(String name, String value, boolean local);

  /** SHOW: the variables of that name, or all. */
  Map<String, String> show(String name);

  /** Told by DDL, so that the transaction's next statement plans anew. */
  void catalogChanged();

  /** The rows that a system view has just now. */
  List<@Nullable Object[]> systemRows(SystemTable.Name view);

  /** SHUTDOWN. */
  void shutdown();
}
