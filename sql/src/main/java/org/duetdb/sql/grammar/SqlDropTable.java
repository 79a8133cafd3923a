package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlDrop;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DROP TABLE of one or more tables. */
public final class SqlDropTable extends SqlDrop {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("DROP TABLE", SqlKind.OTHER_DDL);

  private final List<SqlIdentifier> names;
  private final boolean cascade;

  SqlDropTable(
      SqlParserPos position, boolean ifExists, List<SqlIdentifier> names, boolean cascade) {
    super(OPERATOR, position, ifExists);
    this.names = List.copyOf(names);
    this.cascade = cascade;
  }

  /** Whether views and foreign keys that lead to the tables go with them. */
  public boolean cascade() {
    return cascade;
  }

  /** The tables. */
  public List<SqlIdentifier> names() {
    return names;
  }

  /** Whether a missing table is no error. */
  public boolean ifExists() {
    return ifExists;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.copyOf(names);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("DROP TABLE");
    names.forEach(name -> name.unparse(writer, 0, 0));
  }
}
