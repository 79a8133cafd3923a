package org.duetdb.sql.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * {@code DISTINCT ON} and {@code FETCH ... WITH TIES}: which rows come first is said by the ORDER
 * BY behind the query, so both become conditions of the query once that is parsed: {@link
 * RankCondition}s, which count rows in that order.
 */
final class FirstRows {
  private FirstRows() {}

  /** The condition that DISTINCT ON is, without an order as yet; or the other one. */
  static @Nullable SqlNode ofEach(@Nullable SqlNodeList keys, @Nullable SqlNode qualify) {
    if (keys == null) {
      return qualify;
    } else if (qualify != null) {
      throw new SqlFailure(
          SqlState.SYNTAX_ERROR, "DISTINCT ON and QUALIFY cannot stand in one SELECT");
    }
    return RankCondition.EACH.createCall(
        keys.getParserPosition(), keys, new SqlNodeList(keys.getParserPosition()));
  }

  /** How many rows FETCH asks for, and the ties of the last. */
  static SqlNode withTies(SqlNode fetch) {
    return RankCondition.TIES.createCall(fetch.getParserPosition(), fetch);
  }

  /** Refuses WITH TIES behind a locking clause, where no row can be added any more. */
  static void requireNoTies(SqlNode query) {
    if (hasTies(query)) {
      throw new SqlFailure(
          SqlState.INVALID_CLAUSE, "WITH TIES cannot stand behind a locking clause");
    }
  }

  private static boolean hasTies(SqlNode query) {
    return query instanceof SqlOrderBy ordered && isCall(ordered.fetch, RankCondition.TIES);
  }

  /** The query with its conditions, now that its order is known. */
  static SqlNode complete(SqlNode query) {
    Optional<SqlSelect> select = select(query);
    select.ifPresent(each -> orderEach(each, query));
    return hasTies(query) ? withTies((SqlOrderBy) query, select) : query;
  }

  /** The SELECT whose rows an ORDER BY arranges. */
  private static Optional<SqlSelect> select(SqlNode query) {
    if (query instanceof SqlOrderBy ordered) {
      return select(ordered.query);
    } else if (query instanceof SqlWith with) {
      return select(with.body);
    }
    return query instanceof SqlSelect select ? Optional.of(select) : Optional.empty();
  }

  private static void orderEach(SqlSelect select, SqlNode query) {
    if (!isCall(select.getQualify(), RankCondition.EACH)) {
      return;
    }
    SqlCall each = (SqlCall) select.getQualify();
    SqlNodeList keys = OutputNames.all((SqlNodeList) each.operand(0), select);
    SqlNodeList order =
        query instanceof SqlOrderBy ordered
            ? OutputNames.all(ordered.orderList, select)
            : SqlNodeList.EMPTY;
    requireLeading(keys, order);
    each.setOperand(0, keys);
    each.setOperand(1, order);
  }

  /** PostgreSQL's rule: the order begins with the keys, whichever of them stands first. */
  private static void requireLeading(SqlNodeList keys, SqlNodeList order) {
    List<SqlNode> open = new ArrayList<>(keys.getList());
    for (SqlNode item : order) {
      if (open.isEmpty()) {
        return;
      }
      SqlNode ordered = OutputNames.withoutDirection(item);
      if (keys.getList().stream().noneMatch(key -> key.equalsDeep(ordered, Litmus.IGNORE))) {
        throw new SqlFailure(
            SqlState.INVALID_CLAUSE,
            "the expressions of DISTINCT ON must stand first in ORDER BY, before others");
      }
      open.removeIf(key -> key.equalsDeep(ordered, Litmus.IGNORE));
    }
  }

  private static SqlNode withTies(SqlOrderBy ordered, Optional<SqlSelect> found) {
    SqlParserPos place = ordered.getParserPosition();
    if (ordered.orderList.isEmpty()) {
      throw new SqlFailure(SqlState.SYNTAX_ERROR, "FETCH ... WITH TIES needs an ORDER BY");
    }
    boolean plain =
        found.isPresent() && !found.get().isDistinct() && found.get().getQualify() == null;
    SqlNode query = plain ? ordered.query : wrapped(ordered.query);
    SqlSelect select = plain ? found.get() : (SqlSelect) query;
    List<SqlNode> operands = new ArrayList<>();
    operands.add(OutputNames.all(ordered.orderList, select));
    operands.add(((SqlCall) ordered.fetch).operand(0));
    Optional.ofNullable(ordered.offset).ifPresent(operands::add);
    select.setQualify(new SqlBasicCall(RankCondition.TIES, operands, place));
    return new SqlOrderBy(place, query, ordered.orderList, null, null);
  }

  /** All rows of a query whose own SELECT makes other rows than it reads. */
  private static SqlSelect wrapped(SqlNode query) {
    SqlParserPos place = query.getParserPosition();
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(place, query, new SqlIdentifier("rows", place));
    return PlainSelect.at(place, SqlNodeList.of(SqlIdentifier.star(place)), from, null);
  }

  private static boolean isCall(@Nullable SqlNode node, RankCondition operator) {
    return node instanceof SqlCall call && call.getOperator() == operator;
  }
}
