package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * ON CONFLICT of an INSERT.
 *
 * @param position where it stands
 * @param columns the columns whose key is meant; empty for every unique key
 * @param assignments what DO UPDATE sets; empty for DO NOTHING
 * @param where which rows DO UPDATE leaves as they are, by not satisfying it
 */
public record SqlConflictClause(
    SqlParserPos position,
    List<SqlIdentifier> columns,
    Optional<SqlAssignments> assignments,
    Optional<SqlNode> where) {

  /** The table's name for the row that could not be inserted. */
  public static final String EXCLUDED = "excluded";

  SqlConflictClause(
      SqlParserPos position,
      SqlNodeList columns,
      @Nullable SqlAssignments assignments,
      @Nullable SqlNode where) {
    this(
        position,
        columns.stream().map(SqlIdentifier.class::cast).toList(),
        Optional.ofNullable(assignments),
        Optional.ofNullable(where));
  }

  List<SqlNode> operands() {
    List<SqlNode> operands = new ArrayList<>();
    assignments.ifPresent(set -> operands.addAll(set.values()));
    where.ifPresent(operands::add);
    return operands;
  }
}
