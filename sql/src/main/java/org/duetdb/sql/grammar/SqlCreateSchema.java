package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE SCHEMA. */
public final class SqlCreateSchema extends SqlCreate {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("CREATE SCHEMA", SqlKind.OTHER_DDL);

  private final SqlIdentifier name;

  SqlCreateSchema(SqlParserPos position, boolean ifNotExists, SqlIdentifier name) {
    super(OPERATOR, position, false, ifNotExists);
    this.name = name;
  }

  /** The schema's name. */
  public String name() {
    return name.getSimple();
  }

  /** Whether an existing schema is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CREATE SCHEMA");
    name.unparse(writer, 0, 0);
  }
}
