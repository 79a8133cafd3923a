package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlShuttle;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * What an ORDER BY means by the number or the alias of an item of its SELECT, for where only
 * expressions can stand. The expressions are copies, since Calcite knows nodes by their identity.
 */
final class OutputNames {
  private OutputNames() {}

  /** The list with items instead of their numbers and aliases. */
  static SqlNodeList all(SqlNodeList list, SqlSelect select) {
    List<SqlNode> resolved = new ArrayList<>();
    for (SqlNode node : list) {
      resolved.add(resolved(node, select));
    }
    return new SqlNodeList(resolved, list.getParserPosition());
  }

  private static SqlNode resolved(SqlNode node, SqlSelect select) {
    if (isDirection(node)) {
      SqlCall call = (SqlCall) node;
      return call.getOperator()
          .createCall(call.getParserPosition(), resolved(call.operand(0), select));
    } else if (node instanceof SqlNumericLiteral number && number.isInteger()) {
      return copy(item(number.intValue(true), select));
    } else if (node instanceof SqlIdentifier name && name.isSimple()) {
      return copy(aliased(name.getSimple(), select).orElse(node));
    }
    return copy(node);
  }

  /** What is ordered by, without which way round. */
  static SqlNode withoutDirection(SqlNode node) {
    return isDirection(node) ? withoutDirection(((SqlCall) node).operand(0)) : node;
  }

  private static boolean isDirection(SqlNode node) {
    return switch (node.getKind()) {
      case DESCENDING, NULLS_FIRST, NULLS_LAST -> true;
      default -> false;
    };
  }

  private static SqlNode item(int number, SqlSelect select) {
    List<SqlNode> items = select.getSelectList().getList();
    for (int i = 0; i < items.size() && i < number; i++) {
      if (items.get(i) instanceof SqlIdentifier name && name.isStar()) {
        throw new SqlFailure(
            SqlState.INVALID_CLAUSE,
            "DISTINCT ON and WITH TIES cannot tell what " + number + " is behind *: name it");
      }
    }
    if (number < 1 || number > items.size()) {
      throw new SqlFailure(
          SqlState.INVALID_CLAUSE, "there is no item " + number + " in the list of the SELECT");
    }
    return withoutAlias(items.get(number - 1));
  }

  private static Optional<SqlNode> aliased(String name, SqlSelect select) {
    return select.getSelectList().getList().stream()
        .filter(item -> item.getKind() == SqlKind.AS)
        .filter(item -> ((SqlCall) item).operand(1).toString().equalsIgnoreCase(name))
        .findFirst()
        .map(OutputNames::withoutAlias);
  }

  private static SqlNode withoutAlias(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  private static SqlNode copy(SqlNode node) {
    return node.accept(
        new SqlShuttle() {
          @Override
          public @Nullable SqlNode visit(SqlIdentifier name) {
            return name.clone(name.getParserPosition());
          }

          @Override
          public @Nullable SqlNode visit(SqlCall call) {
            var copying = new CallCopyingArgHandler(call, true);
            call.getOperator().acceptCall(this, call, false, copying);
            return copying.result();
          }
        });
  }
}
