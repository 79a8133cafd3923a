package org.duetdb.sql.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** The SET of an UPDATE. Filled by the parser, read afterwards. */
public final class SqlAssignments {
  private final List<Assignment> assignments = new ArrayList<>();
  private final List<String> rest = new ArrayList<>();
  private SqlIdentifier target = new SqlIdentifier("", SqlIdentifier.STAR.getParserPosition());

  /**
   * One assignment.
   *
   * @param target the column, or the path to the field as far as it is written with dots
   * @param rest the rest of the path, where it is written in brackets: names, and the numbers of
   *     elements counted from 0
   * @param value what is assigned
   */
  public record Assignment(SqlIdentifier target, List<String> rest, SqlNode value) {}

  /** The assignments in order. */
  public List<Assignment> list() {
    return List.copyOf(assignments);
  }

  /** The values, for whoever looks for something in the statement. */
  List<SqlNode> values() {
    return assignments.stream().map(Assignment::value).toList();
  }

  void target(SqlIdentifier name) {
    target = name;
    rest.clear();
  }

  void element(SqlNode element) {
    SqlLiteral literal = (SqlLiteral) element;
    if (literal.getValue() instanceof BigDecimal number) {
      int index = number.intValue() - 1;
      if (index < 0) {
        throw new SqlFailure(
            SqlState.INVALID_PARAMETER_VALUE, "the elements of an array are counted from 1");
      }
      rest.add(Integer.toString(index));
    } else {
      rest.add(literal.toValue());
    }
  }

  void fields(SqlIdentifier names) {
    rest.addAll(names.names);
  }

  void value(SqlNode value) {
    assignments.add(new Assignment(target, List.copyOf(rest), value));
  }
}
