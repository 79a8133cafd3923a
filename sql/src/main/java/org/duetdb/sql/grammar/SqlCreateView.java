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

/** CREATE [OR REPLACE] VIEW. */
public final class SqlCreateView extends SqlCreate {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("CREATE VIEW", SqlKind.OTHER_DDL);

  private final SqlIdentifier name;
  private final SqlNodeList columns;
  private final SqlNode query;
  private final SqlParserPos text;

  SqlCreateView(
      SqlParserPos position,
      boolean replace,
      boolean ifNotExists,
      SqlIdentifier name,
      SqlNodeList columns,
      SqlNode query,
      SqlParserPos text) {
    super(OPERATOR, position, replace, ifNotExists);
    this.name = name;
    this.columns = columns;
    this.query = query;
    this.text = text;
  }

  /** The view's name, with or without a schema. */
  public SqlIdentifier name() {
    return name;
  }

  /** Whether a view of that name is replaced. */
  public boolean replaces() {
    return getReplace();
  }

  /** Whether a view of that name is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** The names of its columns; empty for those of the query. */
  public SqlNodeList columns() {
    return columns;
  }

  /** The query. */
  public SqlNode query() {
    return query;
  }

  /** Where the query stands in the text, from its first word to its last. */
  public SqlParserPos text() {
    return text;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name, query);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CREATE VIEW");
    name.unparse(writer, 0, 0);
  }
}
