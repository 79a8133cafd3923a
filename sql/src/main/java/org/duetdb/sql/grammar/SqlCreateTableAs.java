package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE TABLE ... AS: a table with the columns and rows of a query. */
public final class SqlCreateTableAs extends SqlCreate {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("CREATE TABLE AS", SqlKind.OTHER_DDL);

  private final SqlIdentifier name;
  private final Rows rows;

  /**
   * Where columns and rows come from.
   *
   * @param names the names of the columns, of the first of them, or of none
   * @param query the query
   * @param copied whether its rows are wanted: not with {@code WITH NO DATA}
   */
  public record Rows(SqlNodeList names, SqlNode query, boolean copied) {}

  SqlCreateTableAs(SqlParserPos position, boolean ifNotExists, SqlIdentifier name, Rows rows) {
    super(OPERATOR, position, false, ifNotExists);
    this.name = name;
    this.rows = rows;
  }

  /** The table's name, with or without a schema. */
  public SqlIdentifier name() {
    return name;
  }

  /** Whether an existing table is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** Where columns and rows come from. */
  public Rows rows() {
    return rows;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name, rows.query());
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CREATE TABLE");
    name.unparse(writer, 0, 0);
  }
}
