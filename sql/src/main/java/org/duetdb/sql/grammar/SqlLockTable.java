package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** LOCK TABLE. */
public final class SqlLockTable extends DuetNode {
  private final List<SqlIdentifier> tables;
  private final String mode;
  private final LockClause.Reaction reaction;

  SqlLockTable(
      SqlParserPos position,
      List<SqlIdentifier> tables,
      String mode,
      LockClause.Reaction reaction) {
    super("LOCK TABLE", position);
    this.tables = List.copyOf(tables);
    this.mode = mode;
    this.reaction = reaction;
  }

  /** The tables, in the order in which they are locked. */
  public List<SqlIdentifier> tables() {
    return tables;
  }

  /** PostgreSQL's words for the mode, for example {@code SHARE ROW EXCLUSIVE}. */
  public String mode() {
    return mode;
  }

  /** What to do when the table is taken. */
  public LockClause.Reaction reaction() {
    return reaction;
  }
}
