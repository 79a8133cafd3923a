package org.duetdb.sql.execute;

import java.util.List;
import java.util.Map;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Chance;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
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

  /**
   * Reads what is committed just now, whatever the open transaction sees. It would wait for ever
   * for a collection from which that transaction keeps readers out, see {@link #keepsReadersOut}.
   */
  DocumentCursor newest(FindOperation operation, Object[] parameters);

  /** Notes that the open transaction keeps everybody else from reading a collection. */
  void keepReadersOut(Namespace collection);

  /** Whether the open transaction keeps everybody else from reading a collection. */
  boolean keepsReadersOut(Namespace collection);

  /** SHUTDOWN. */
  void shutdown();
}
