package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** MERGE. */
public final class SqlMergeRows extends DuetNode {
  private final SqlIdentifier table;
  private final Optional<SqlIdentifier> alias;
  private final SqlNode source;
  private final SqlNode condition;
  private final List<SqlMergeAction> actions;
  private final SqlNodeList returning;

  SqlMergeRows(
      SqlParserPos position,
      SqlIdentifier table,
      @Nullable SqlIdentifier alias,
      SqlNode source,
      SqlNode condition,
      List<SqlMergeAction> actions,
      SqlNodeList returning) {
    super("MERGE", position);
    this.table = table;
    this.alias = Optional.ofNullable(alias);
    this.source = source;
    this.condition = condition;
    this.actions = List.copyOf(actions);
    this.returning = returning;
  }

  /** The table. */
  public SqlIdentifier table() {
    return table;
  }

  /** Its name in the statement, if it was given one. */
  public Optional<SqlIdentifier> alias() {
    return alias;
  }

  /** What is merged into it. */
  public SqlNode source() {
    return source;
  }

  /** When a row of the source matches one of the table. */
  public SqlNode condition() {
    return condition;
  }

  /** The WHEN clauses in order. */
  public List<SqlMergeAction> actions() {
    return actions;
  }

  /** What RETURNING asks for; empty without it. */
  public SqlNodeList returning() {
    return returning;
  }

  @Override
  public List<SqlNode> getOperandList() {
    List<SqlNode> operands = new ArrayList<>(List.of(table, source, condition));
    actions.forEach(action -> operands.addAll(action.operands()));
    operands.add(returning);
    return operands;
  }
}
