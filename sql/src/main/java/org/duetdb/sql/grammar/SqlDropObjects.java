package org.duetdb.sql.grammar;

import java.util.List;
import org.apache.calcite.sql.SqlDrop;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** DROP VIEW, SEQUENCE or SCHEMA. */
public final class SqlDropObjects extends SqlDrop {
  private static final SqlSpecialOperator OPERATOR =
      new SqlSpecialOperator("DROP", SqlKind.OTHER_DDL);

  private final Kind kind;
  private final List<SqlIdentifier> names;
  private final boolean cascade;

  /** What is dropped. */
  public enum Kind {
    VIEW,
    SEQUENCE,
    SCHEMA
  }

  SqlDropObjects(
      SqlParserPos position,
      Kind kind,
      boolean ifExists,
      List<SqlIdentifier> names,
      boolean cascade) {
    super(OPERATOR, position, ifExists);
    this.kind = kind;
    this.names = List.copyOf(names);
    this.cascade = cascade;
  }

  /** What is dropped. */
  public Kind kind() {
    return kind;
  }

  /** Which. */
  public List<SqlIdentifier> names() {
    return names;
  }

  /** Whether a missing one is no error. */
  public boolean ifExists() {
    return ifExists;
  }

  /** Whether what a schema holds goes as well. */
  public boolean cascade() {
    return cascade;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.copyOf(names);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("DROP " + kind);
    names.forEach(name -> name.unparse(writer, 0, 0));
  }
}
