package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** INSERT with ON CONFLICT and RETURNING, and REPLACE. */
public final class SqlInsertRows extends DuetNode {
  private final boolean replaces;
  private final SqlIdentifier table;
  private final SqlNodeList columns;
  private final SqlNode source;
  private final Optional<SqlConflictClause> conflict;
  private final SqlNodeList returning;

  SqlInsertRows(
      SqlParserPos position,
      boolean replaces,
      SqlIdentifier table,
      List<SqlNode> columns,
      SqlNode source,
      @Nullable SqlConflictClause conflict,
      SqlNodeList returning) {
    super("INSERT", position);
    this.replaces = replaces;
    this.table = table;
    this.columns = new SqlNodeList(columns, position);
    this.source = source;
    this.conflict = Optional.ofNullable(conflict);
    this.returning = returning;
  }

  /** Whether rows that are in the way go. */
  public boolean replaces() {
    return replaces;
  }

  /** The table. */
  public SqlIdentifier table() {
    return table;
  }

  /** The columns; empty if they were not named. */
  public SqlNodeList columns() {
    return columns;
  }

  /** VALUES or a query. */
  public SqlNode source() {
    return source;
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
    List<SqlNode> operands = new ArrayList<>(List.of(table, columns, source));
    conflict.ifPresent(clause -> operands.addAll(clause.operands()));
    operands.add(returning);
    return operands;
  }
}
