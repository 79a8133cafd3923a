package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE TABLE with columns, or without, which is CREATE COLLECTION. */
public final class SqlCreateTable extends SqlCreate {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("CREATE TABLE", SqlKind.OTHER_DDL);

  private final SqlIdentifier name;
  private final List<SqlColumnSpec> columns;
  private final List<SqlTableConstraint> constraints;

  SqlCreateTable(
      SqlParserPos position,
      boolean ifNotExists,
      SqlIdentifier name,
      List<SqlColumnSpec> columns,
      List<SqlTableConstraint> constraints) {
    super(OPERATOR, position, false, ifNotExists);
    this.name = name;
    this.columns = List.copyOf(columns);
    this.constraints = List.copyOf(constraints);
  }

  /** The table's name, with or without a schema. */
  public SqlIdentifier name() {
    return name;
  }

  /** Whether an existing table is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** The columns; none for a collection without a schema. */
  public List<SqlColumnSpec> columns() {
    return columns;
  }

  /** The constraints, those written at columns included. */
  public List<SqlTableConstraint> constraints() {
    return constraints;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CREATE TABLE");
    name.unparse(writer, 0, 0);
  }
}
