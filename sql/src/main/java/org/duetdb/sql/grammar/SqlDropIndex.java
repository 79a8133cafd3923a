package org.duetdb.sql.grammar;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDrop;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** DROP INDEX. */
public final class SqlDropIndex extends SqlDrop {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("DROP INDEX", SqlKind.OTHER_DDL);

  private final SqlIdentifier name;
  private final Optional<SqlIdentifier> table;
  private final boolean cascade;

  SqlDropIndex(
      SqlParserPos position,
      boolean ifExists,
      SqlIdentifier name,
      @Nullable SqlIdentifier table,
      boolean cascade) {
    super(OPERATOR, position, ifExists);
    this.name = name;
    this.table = Optional.ofNullable(table);
    this.cascade = cascade;
  }

  /** The index's name, with or without a schema. */
  public SqlIdentifier name() {
    return name;
  }

  /** The table that has it, if it is said. */
  public Optional<SqlIdentifier> table() {
    return table;
  }

  /** Whether foreign keys that it makes possible go with it. */
  public boolean cascade() {
    return cascade;
  }

  /** Whether a missing index is no error. */
  public boolean ifExists() {
    return ifExists;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("DROP INDEX");
    name.unparse(writer, 0, 0);
  }
}
