package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** TRUNCATE of one or more tables. */
public final class SqlTruncate extends DuetNode {
  private final List<SqlIdentifier> tables;

  SqlTruncate(SqlParserPos position, List<SqlIdentifier> tables) {
    super("TRUNCATE", position);
    this.tables = List.copyOf(tables);
  }

  /** The tables. */
  public List<SqlIdentifier> tables() {
    return tables;
  }
}
