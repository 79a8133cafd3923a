package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** UPDATE. */
public final class SqlUpdateRows extends SqlTableWrite {
  private final SqlAssignments assignments;

  SqlUpdateRows(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      SqlAssignments assignments,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      SqlNodeList returning) {
    super("UPDATE", position, table, alias, from, where, returning);
    this.assignments = assignments;
  }

  /** What SET assigns. */
  public SqlAssignments assignments() {
    return assignments;
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>(super.getOperandList());
    operands.addAll(assignments.values());
    return operands;
  }
}
