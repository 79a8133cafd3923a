package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * One WHEN of a MERGE.
 *
 * @param position where it stands
 * @param matched whether it is for rows that match, or for those that do not
 * @param condition what else must hold
 * @param verb what is done
 * @param assignments what UPDATE sets
 * @param columns the columns that INSERT names
 * @param values the row that INSERT inserts
 */
public record SqlMergeAction(
    SqlParserPos position,
    boolean matched,
    Optional<SqlNode> condition,
    Verb verb,
    Optional<SqlAssignments> assignments,
    SqlNodeList columns,
    List<SqlNode> values) {

  /** What a WHEN does. */
  public enum Verb {
    /** Changes the row. */
    UPDATE,
    /** Removes the row. */
    DELETE,
    /** Adds a row. */
    INSERT,
    /** Leaves things as they are. */
    NOTHING
  }

  SqlMergeAction(
      SqlParserPos position,
      boolean matched,
      @Nullable SqlNode condition,
      Verb verb,
      @Nullable SqlAssignments assignments,
      SqlNodeList columns,
      @Nullable SqlNode row) {
    this(
        position,
        matched,
        Optional.ofNullable(condition),
        verb,
        Optional.ofNullable(assignments),
        columns,
        row == null ? List.of() : ((SqlCall) row).getOperandList());
  }

  /** The columns that INSERT names, in order. */
  public List<SqlIdentifier> columnNames() {
    return columns.stream().map(SqlIdentifier.class::cast).toList();
  }

  List<SqlNode> operands() {
    List<SqlNode> operands = new ArrayList<>();
    condition.ifPresent(operands::add);
    assignments.ifPresent(set -> operands.addAll(set.values()));
    operands.addAll(values);
    return operands;
  }
}
