package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.ColumnTypes;
import org.duetdb.sql.execute.ExplainPlan;
import org.duetdb.sql.execute.LockRequest;
import org.duetdb.sql.execute.LockingPlan;
import org.duetdb.sql.execute.QueryPlan;
import org.duetdb.sql.execute.StatementPlan;
import org.duetdb.sql.grammar.DuetNode;
import org.duetdb.sql.grammar.SqlAlterTable;
import org.duetdb.sql.grammar.SqlComment;
import org.duetdb.sql.grammar.SqlCreateIndex;
import org.duetdb.sql.grammar.SqlCreateSchema;
import org.duetdb.sql.grammar.SqlCreateSequence;
import org.duetdb.sql.grammar.SqlCreateTable;
import org.duetdb.sql.grammar.SqlCreateTableAs;
import org.duetdb.sql.grammar.SqlCreateView;
import org.duetdb.sql.grammar.SqlDeleteRows;
import org.duetdb.sql.grammar.SqlDropIndex;
import org.duetdb.sql.grammar.SqlDropObjects;
import org.duetdb.sql.grammar.SqlDropTable;
import org.duetdb.sql.grammar.SqlExplainStatement;
import org.duetdb.sql.grammar.SqlInsertRows;
import org.duetdb.sql.grammar.SqlMergeRows;
import org.duetdb.sql.grammar.SqlText;
import org.duetdb.sql.grammar.SqlUpdateRows;
import org.duetdb.sql.grammar.SqlWriteWith;
import org.duetdb.sql.grammar.WithClause;
import org.jspecify.annotations.Nullable;

/** Plans one statement. Used by one thread, once. */
public final class StatementPlanner {
  private final QueryPlanner queries;
  private final FieldObserver fields;
  private final Map<Integer, RelDataType> parameters = new HashMap<>();
  private Optional<WithClause> named = Optional.empty();
  private boolean reusable = true;
  private int parameterCount;

  private StatementPlanner(QueryPlanner queries, FieldObserver fields) {
    this.queries = queries;
    this.fields = fields;
  }

  /**
   * Plans a statement against a view of the catalog.
   *
   * @param fields tells the fields of collections without declared columns
   */
  public static PreparedPlan plan(PlanKey key, CatalogView view, FieldObserver fields) {
    SqlNode statement = SqlText.parse(key.text());
    var planner = new StatementPlanner(new QueryPlanner(view, key), fields);
    List<RelDataType> types = planner.openParameters(statement);
    StatementPlan plan;
    try {
      plan = planner.plan(statement);
    } catch (StackOverflowError tooDeep) {
      throw new SqlFailure(SqlState.PROGRAM_LIMIT, "the statement is nested too deeply", tooDeep);
    }
    planner.parameters.forEach(types::set);
    return PreparedPlan.of(plan, view, types, planner.reusable);
  }

  /** As many parameters as the text has, of which nothing is known yet. */
  private List<RelDataType> openParameters(SqlNode statement) {
    var count = new int[1];
    SqlBasicVisitor<Void> visitor =
        new SqlBasicVisitor<>() {
          @Override
          public @Nullable Void visit(SqlDynamicParam parameter) {
            count[0] = Math.max(count[0], parameter.getIndex() + 1);
            return null;
          }
        };
    statement.accept(visitor);
    List<RelDataType> types = new ArrayList<>();
    for (int i = 0; i < count[0]; i++) {
      types.add(ColumnTypes.any());
    }
    parameterCount = count[0];
    return types;
  }

  private StatementPlan plan(SqlNode statement) {
    if (statement.isA(SqlKind.QUERY)) {
      return query(statement);
    } else if (statement instanceof SqlInsertRows insert) {
      return InsertPlanner.plan(this, insert);
    } else if (statement instanceof SqlUpdateRows update) {
      return UpdatePlanner.plan(this, update);
    } else if (statement instanceof SqlDeleteRows delete) {
      return DeletePlanner.plan(this, delete);
    } else if (statement instanceof SqlMergeRows merge) {
      return MergePlanner.plan(this, merge);
    } else if (statement instanceof SqlWriteWith with) {
      named = Optional.of(with.queries(queries.sql()));
      return plan(with.write());
    } else if (statement instanceof SqlExplainStatement explain) {
      return new ExplainPlan(plan(explain.statement()));
    } else if (statement instanceof SqlAlterTable alter) {
      return AlterPlanner.plan(this, alter);
    } else if (statement instanceof SqlComment comment) {
      return ObjectPlanner.comment(comment, queries);
    } else if (statement instanceof DuetNode control) {
      return ControlPlanner.plan(control, queries);
    } else if (statement instanceof SqlCreateTable create) {
      return TablePlanner.create(create, queries);
    } else if (statement instanceof SqlCreateTableAs create) {
      return TableCopyPlanner.plan(create, this);
    } else if (statement instanceof SqlDropTable drop) {
      return TablePlanner.drop(drop, queries);
    } else if (statement instanceof SqlCreateIndex create) {
      return IndexPlanner.create(create, this);
    } else if (statement instanceof SqlDropIndex drop) {
      return IndexPlanner.drop(drop, queries);
    } else if (statement instanceof SqlCreateView create) {
      return ViewPlanner.create(create, this);
    } else if (statement instanceof SqlCreateSequence create) {
      return ObjectPlanner.create(create, queries);
    } else if (statement instanceof SqlCreateSchema create) {
      return ObjectPlanner.create(create);
    } else if (statement instanceof SqlDropObjects drop) {
      return ObjectPlanner.drop(drop, queries);
    }
    throw new SqlFailure(
        SqlState.UNSUPPORTED, statement.getKind() + " is not a statement that Duet has");
  }

  /** How many parameters the statement takes. */
  int parameterCount() {
    return parameterCount;
  }

  /** The planner of queries. */
  QueryPlanner queries() {
    return queries;
  }

  private StatementPlan query(SqlNode statement) {
    Written written = written(statement, Map.of());
    PlannedQuery query = written.query();
    Optional<RelNode> simple = LockCarrier.simple(query.algebra());
    if (simple.isPresent() && !written.requests().isEmpty()) {
      LockRequest request = LockCarrier.requestOf(simple.get(), written.requests());
      return LockingPlan.of(simple.get(), query.shape(), request, parameterCount);
    }
    RelNode algebra = LockCarrier.carry(query.algebra(), written.requests());
    return QueryPlan.of(Optimizer.optimize(algebra), query.shape(), parameterCount);
  }

  /** Plans a query that stands in the statement, and rewrites it for speed. */
  PlannedQuery optimized(SqlNode query) {
    PlannedQuery planned = algebra(query, Map.of());
    return planned.with(Optimizer.optimize(planned.algebra()));
  }

  /** Plans a query that stands in the statement as it is written. */
  PlannedQuery algebra(SqlNode query, Map<Integer, RelDataType> hints) {
    Written written = written(query, hints);
    return written.query().with(LockCarrier.carry(written.query().algebra(), written.requests()));
  }

  /** A query with its locks still to be worked out. */
  private record Written(PlannedQuery query, List<LockRequest> requests) {}

  private Written written(SqlNode query, Map<Integer, RelDataType> hints) {
    var locks = new LockMarker(this);
    SqlNode whole = named.map(clause -> clause.before(query)).orElse(query);
    SqlNode expanded = Expansion.of(whole, queries);
    SqlNode unlocked = LockMarker.isNeeded(expanded) ? locks.mark(expanded) : expanded;
    var names = new PathResolver(queries, fields);
    SqlNode resolved = names.resolve(unlocked);
    reusable &= !names.dependsOnFields();
    PlannedQuery planned = queries.algebra(resolved, hints, locks.blocks());
    planned.parameters().forEach(parameters::putIfAbsent);
    return new Written(planned, locks.requests());
  }

  /** Notes the type of a parameter that stands outside of every query. */
  void parameter(int index, RelDataType type) {
    parameters.put(index, type);
  }
}
