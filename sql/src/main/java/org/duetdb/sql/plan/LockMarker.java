package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Util;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.LockRequest;
import org.duetdb.sql.grammar.LockClause;
import org.duetdb.sql.grammar.SqlLockingQuery;
import org.duetdb.sql.grammar.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * Takes the locking clauses, which Calcite does not know, out of a query's tree. What they say
 * stays as marks on the tables that they lock, and as the list of the SELECTs behind which they
 * stood. Derived tables and WITH queries are locked through: their own tables get the marks.
 */
final class LockMarker {
  private final StatementPlanner planner;
  private final List<LockRequest> requests = new ArrayList<>();
  private final Map<SqlSelect, String> blocks = new IdentityHashMap<>();

  LockMarker(StatementPlanner planner) {
    this.planner = planner;
  }

  /** Whether a locking clause stands anywhere in a tree. */
  static boolean isNeeded(SqlNode query) {
    try {
      query.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (call instanceof SqlLockingQuery) {
                throw new Util.FoundOne(call);
              }
              return super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  /** The SELECTs behind which a locking clause stood, with its words. */
  Map<SqlSelect, String> blocks() {
    return blocks;
  }

  /** What the marks stand for. */
  List<LockRequest> requests() {
    return requests;
  }

  /** The query without locking clauses. */
  SqlNode mark(SqlNode query) {
    return query.accept(
        new SqlShuttle() {
          @Override
          public @Nullable SqlNode visit(SqlCall call) {
            if (call instanceof SqlLockingQuery locking) {
              SqlNode inner = locking.query().accept(this);
              new Block(locking.clauses()).mark(inner);
              return inner;
            } else if (call instanceof SqlOrderBy ordered) {
              return new SqlOrderBy(
                  ordered.getParserPosition(),
                  ordered.query.accept(this),
                  (SqlNodeList) ordered.orderList.accept(this),
                  ordered.offset,
                  ordered.fetch);
            }
            return super.visit(call);
          }
        });
  }

  /** The clauses behind one query. */
  private final class Block {
    private final List<LockClause> clauses;
    private final Set<String> named = new HashSet<>();
    private final Map<String, SqlWithItem> withItems = new HashMap<>();

    Block(List<LockClause> clauses) {
      this.clauses = clauses;
    }

    void mark(SqlNode query) {
      SqlSelect select = select(query);
      if (select == null) {
        throw new SqlFailure(
            SqlState.INVALID_CLAUSE,
            clauses.get(0).words().sql()
                + " cannot lock the rows of "
                + query.getKind().sql
                + ": they do not stand for one document each",
            planner.queries().sql(),
            SqlText.position(clauses.get(0).position()));
      }
      blocks.put(select, clauses.get(0).words().sql());
      if (select.getFrom() != null) {
        select.setFrom(from(select.getFrom(), null, clauses, true));
      }
      requireKnown();
    }

    private void requireKnown() {
      for (LockClause clause : clauses) {
        for (SqlIdentifier table : clause.tables()) {
          if (!named.contains(key(Util.last(table.names)))) {
            throw new SqlFailure(
                SqlState.UNDEFINED_TABLE,
                clause.words().sql() + " OF names '" + table + "', which is not in FROM",
                planner.queries().sql(),
                SqlText.position(table.getParserPosition()));
          }
        }
      }
    }

    /** The SELECT that makes the rows of a query, or null if something else does. */
    private @Nullable SqlSelect select(SqlNode query) {
      if (query instanceof SqlOrderBy ordered) {
        return select(ordered.query);
      } else if (query instanceof SqlWith with) {
        with.withList.forEach(
            item -> withItems.put(key(((SqlWithItem) item).name.getSimple()), (SqlWithItem) item));
        return select(with.body);
      }
      return query instanceof SqlSelect select ? select : null;
    }

    private SqlNode from(
        SqlNode node, @Nullable String alias, List<LockClause> wanted, boolean outermost) {
      if (node instanceof SqlIdentifier name) {
        String known = alias == null ? Util.last(name.names) : alias;
        return table(name, known, alias != null, applying(known, wanted, outermost));
      } else if (node instanceof SqlJoin join) {
        join.setLeft(from(join.getLeft(), null, wanted, outermost));
        join.setRight(from(join.getRight(), null, wanted, outermost));
        return join;
      } else if (node.getKind() == SqlKind.AS) {
        SqlCall as = (SqlCall) node;
        as.setOperand(0, from(as.operand(0), as.operand(1).toString(), wanted, outermost));
        return as;
      } else if (node.getKind() == SqlKind.LATERAL) {
        SqlCall lateral = (SqlCall) node;
        lateral.setOperand(0, from(lateral.operand(0), alias, wanted, outermost));
        return lateral;
      } else if (node.isA(SqlKind.QUERY)) {
        derived(node, applying(alias == null ? "" : alias, wanted, outermost));
        return node;
      }
      applying(alias == null ? "" : alias, List.of(), outermost);
      return node;
    }

    /** The clauses that lock what has that name. */
    private List<LockClause> applying(String alias, List<LockClause> wanted, boolean outermost) {
      if (!outermost) {
        return wanted;
      }
      named.add(key(alias));
      return wanted.stream()
          .filter(
              clause ->
                  clause.tables().isEmpty()
                      || clause.tables().stream()
                          .anyMatch(table -> Util.last(table.names).equalsIgnoreCase(alias)))
          .toList();
    }

    private SqlNode table(
        SqlIdentifier name, String alias, boolean aliased, List<LockClause> applying) {
      if (applying.isEmpty()) {
        return name;
      }
      SqlWithItem item = name.isSimple() ? withItems.get(key(name.getSimple())) : null;
      if (item != null) {
        derived(item.query, applying);
        return name;
      }
      if (PathMentions.table(name, planner.queries()).isEmpty()) {
        return name;
      }
      int mark = number(LockRequests.of(applying, planner));
      SqlIdentifier marked =
          name.setName(name.names.size() - 1, CollectionTable.marked(Util.last(name.names), mark));
      return aliased
          ? marked
          : SqlStdOperatorTable.AS.createCall(
              name.getParserPosition(), marked, new SqlIdentifier(alias, name.getParserPosition()));
    }

    /** Marks the tables of a query inside of FROM, unless it has locking clauses of its own. */
    private void derived(SqlNode query, List<LockClause> applying) {
      SqlSelect select = select(query);
      if (applying.isEmpty() || select != null && blocks.containsKey(select)) {
        return;
      }
      if (select != null) {
        if (select.getFrom() != null) {
          select.setFrom(from(select.getFrom(), null, applying, false));
        }
      } else if (query.getKind() != SqlKind.VALUES) {
        throw new SqlFailure(
            SqlState.INVALID_CLAUSE,
            applying.get(0).words().sql()
                + " cannot lock the rows of "
                + query.getKind().sql
                + " in FROM; OF can leave it out");
      }
    }
  }

  private int number(LockRequest request) {
    int known = requests.indexOf(request);
    if (known >= 0) {
      return known;
    }
    requests.add(request);
    return requests.size() - 1;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
