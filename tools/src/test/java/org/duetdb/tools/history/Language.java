package org.duetdb.tools.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duetdb.api.spi.EngineSession;

/** A session of one language, as far as histories need it. */
interface Language {
  /** One letter for names of sessions. */
  char letter();

  /** With that conflict policy, or {@code default}. */
  void begin(String policy) throws SQLException;

  void commit() throws SQLException;

  void rollback() throws SQLException;

  /** The values of a list, or the newest of a register; empty if there is no such document. */
  Optional<List<Integer>> read(String key, boolean lock) throws SQLException;

  void append(String list, int value) throws SQLException;

  /** Writes a register and notes what it saw and did. */
  void write(String register, int value, HistoryLog.Entry entry) throws SQLException;

  /** Writes it and goes back to before the write; only within a transaction. */
  void writeAndUndo(String register, int value) throws SQLException;

  /** The values of the registers that are found. */
  Map<String, Integer> scan(Condition condition) throws SQLException;

  /** Whether an error leaves a transaction alive. */
  boolean survives(String sqlState);

  EngineSession engine();
}
