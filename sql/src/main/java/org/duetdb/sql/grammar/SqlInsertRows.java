package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** INSERT with ON CONFLICT and RETURNING. */
public final class SqlInsertRows extends DuetNode {
  private final SqlInsert insert;
  private final Optional<SqlConflictClause> conflict;
  private final SqlNodeList returning;

  SqlInsertRows(
      SqlParserPos position,
      SqlInsert insert,
      @Nullable SqlConflictClause conflict,
      SqlNodeList returning) {
    super("INSERT", position);
    this.insert = insert;
    this.conflict = Optional.ofNullable(conflict);
    this.returning = returning;
  }

  /** The INSERT without what stands behind it. */
  public SqlInsert insert() {
    return insert;
  }

  /** ON CONFLICT, if it was written. */
  public Optional<SqlConflictClause> conflict() {
    return conflict;
  }

  /** What RETURNING asks for; empty without it. */
  public SqlNodeList returning() {
    return returning;
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>(List.of(insert));
    conflict.ifPresent(clause -> operands.addAll(clause.operands()));
    operands.add(returning);
    return operands;
  }
}
