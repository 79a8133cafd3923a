package org.duetdb.sql.grammar;

import java.util.Optional;
import org.duetdb.api.IsolationLevel;

/** The modes that BEGIN or SET TRANSACTION names. Filled by the parser, read afterwards. */
public final class TransactionModes {
  private Optional<IsolationLevel> isolation = Optional.empty();
  private Optional<Boolean> readOnly = Optional.empty();
  private Optional<Boolean> deferrable = Optional.empty();

  /** The level, if one was named. */
  public Optional<IsolationLevel> isolation() {
    return isolation;
  }

  /** Whether READ ONLY or READ WRITE was said, if either. */
  public Optional<Boolean> readOnly() {
    return readOnly;
  }

  /** Whether DEFERRABLE or NOT DEFERRABLE was said, if either. */
  public Optional<Boolean> deferrable() {
    return deferrable;
  }

  void serializable() {
    isolation = Optional.of(IsolationLevel.SERIALIZABLE);
  }

  void repeatableRead() {
    isolation = Optional.of(IsolationLevel.REPEATABLE_READ);
  }

  /** READ UNCOMMITTED too, since Duet never shows uncommitted data. */
  void readCommitted() {
    isolation = Optional.of(IsolationLevel.READ_COMMITTED);
  }

  void readOnly(boolean on) {
    readOnly = Optional.of(on);
  }

  void deferrable(boolean on) {
    deferrable = Optional.of(on);
  }
}
