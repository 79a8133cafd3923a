package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlCreate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** CREATE SEQUENCE. */
public final class SqlCreateSequence extends SqlCreate {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("CREATE SEQUENCE", SqlKind.OTHER_DDL);

  private final SqlIdentifier name;
  private final SqlSequenceOptions options;

  SqlCreateSequence(
      SqlParserPos position, boolean ifNotExists, SqlIdentifier name, SqlSequenceOptions options) {
    super(OPERATOR, position, false, ifNotExists);
    this.name = name;
    this.options = options;
  }

  /** The sequence's name, with or without a schema. */
  public SqlIdentifier name() {
    return name;
  }

  /** Whether an existing sequence is left as it is. */
  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** Where it begins and how it goes on. */
  public SqlSequenceOptions options() {
    return options;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(name);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("CREATE SEQUENCE");
    name.unparse(writer, 0, 0);
  }
}
