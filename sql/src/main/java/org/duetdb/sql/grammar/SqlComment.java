package org.duetdb.sql.grammar;

import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** COMMENT ON a table or column. */
public final class SqlComment extends DuetNode {
  private final boolean column;
  private final SqlIdentifier name;
  private final Optional<String> text;

  SqlComment(SqlParserPos position, boolean column, SqlIdentifier name, @Nullable SqlNode text) {
    super("COMMENT", position);
    this.column = column;
    this.name = name;
    this.text =
        Optional.ofNullable(text).map(literal -> ((SqlLiteral) literal).getValueAs(String.class));
  }

  /** Whether the last part of the name is a column. */
  public boolean isOnColumn() {
    return column;
  }

  /** What it is about. */
  public SqlIdentifier name() {
    return name;
  }

  /** The comment; empty to take it away. */
  public Optional<String> text() {
    return text;
  }
}
