package org.duetdb.sql.grammar;

import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * SET TRANSACTION, for the current or next transaction, and SET SESSION CHARACTERISTICS, for all.
 */
public final class SqlSetTransaction extends DuetNode {
  private final TransactionModes modes;
  private final boolean session;

  SqlSetTransaction(SqlParserPos position, TransactionModes modes, boolean session) {
    super("SET TRANSACTION", position);
    this.modes = modes;
    this.session = session;
  }

  /** The modes named. */
  public TransactionModes modes() {
    return modes;
  }

  /** Whether all following transactions of the session are meant. */
  public boolean session() {
    return session;
  }
}
