package org.duetdb.sql.execute;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlResult;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.StatementKind;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.expression.InputColumns;
import org.jspecify.annotations.Nullable;

/**
 * SELECT ... FOR UPDATE and its kin over one table: one locking read of the engine with the order
 * and the limit in it, so that exactly the rows that are returned are locked. It is finished before
 * the first row is handed out.
 */
public final class LockingPlan implements StatementPlan {
  private final ResultShape shape;
  private final FindOperation operation;
  private final CollectionTable table;
  private final Optional<RowOrder> order;
  private final Optional<DocumentOrder> pathOrder;
  private final RowLimit limit;
  private final LockRequest lock;
  private final Operator rows;
  private final int slots;

  private LockingPlan(ResultShape shape, Parts parts, LockRequest lock, Operator rows, int slots) {
    this.shape = shape;
    this.operation = Objects.requireNonNull(parts.operation);
    this.table = Objects.requireNonNull(parts.table);
    this.order = parts.order;
    this.pathOrder = parts.pathOrder;
    this.limit = parts.limit;
    this.lock = lock;
    this.rows = rows;
    this.slots = slots;
  }

  /** A locking query of one table; anything else is 42P10. */
  public static LockingPlan of(RelNode query, ResultShape shape, LockRequest lock, int parameters) {
    var slots = new Slots(parameters);
    return new Parts(new OperatorCompiler(slots)).plan(query, shape, lock, slots);
  }

  /** Takes the algebra apart, from the top down. */
  private static final class Parts {
    private final OperatorCompiler compiler;
    private Optional<RowOrder> order = Optional.empty();
    private Optional<DocumentOrder> pathOrder = Optional.empty();
    private RowLimit limit = RowLimit.NONE;
    private boolean sorted;
    private @Nullable FindOperation operation;
    private @Nullable CollectionTable table;

    Parts(OperatorCompiler compiler) {
      this.compiler = compiler;
    }

    LockingPlan plan(RelNode query, ResultShape shape, LockRequest lock, Slots slots) {
      Stage stage = stage(query);
      Operator rows = compiler.values(stage, query.getRowType().getFieldCount());
      return new LockingPlan(shape, this, lock, rows, slots.used());
    }

    private Stage stage(RelNode node) {
      if (node instanceof Project project) {
        Stage input = stage(project.getInput());
        return Stage.ofValues(
            new Projected(
                input.operator(),
                compiler.expressions(input.columns()).compileAll(project.getProjects())));
      } else if (node instanceof Sort sort && !sorted) {
        sorted = true;
        limit = compiler.limit(sort);
        if (!sort.getCollation().getFieldCollations().isEmpty()) {
          order = Optional.of(RowOrder.of(sort.getCollation(), overDocuments(sort.getInput())));
          pathOrder = DocumentOrder.of(sort.getCollation(), sort.getInput(), compiler);
        }
        return stage(sort.getInput());
      } else if (node instanceof Filter filter && filter.getInput() instanceof TableScan scan) {
        return scan(scan, RelOptUtil.conjunctions(filter.getCondition()));
      } else if (node instanceof TableScan scan) {
        return scan(scan, List.of());
      }
      throw new SqlFailure(
          SqlState.INVALID_CLAUSE,
          "FOR UPDATE and its kin cannot lock the rows of "
              + node.getRelTypeName().replace("Logical", "").toLowerCase(Locale.ROOT)
              + ": they do not stand for one document each");
    }

    private Stage scan(TableScan scan, List<RexNode> conjuncts) {
      CollectionTable scanned = OperatorCompiler.table(scan);
      FindOperation find = compiler.find(scanned, conjuncts);
      operation = find;
      table = scanned;
      return new Stage(new CollectionScan(scanned, find), new DocumentColumns(scanned));
    }

    /** The columns of the sort's input, read from the document. */
    private InputColumns overDocuments(RelNode node) {
      if (node instanceof Project project) {
        InputColumns below = overDocuments(project.getInput());
        return index -> compiler.expressions(below).compile(project.getProjects().get(index));
      }
      RelNode scan = node instanceof Filter filter ? filter.getInput() : node;
      return scan instanceof TableScan
          ? new DocumentColumns(OperatorCompiler.table(scan))
          : InputColumns.NONE;
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.LOCKING_QUERY;
  }

  @Override
  public List<SqlColumn> columns() {
    return shape.columns();
  }

  @Override
  public List<LockRequest> locks() {
    return List.of(lock);
  }

  @Override
  public void explain(Explanation text) {
    FindOperation find = pathOrder.map(operation::withOrder).orElse(operation);
    text.line("find and lock in one go, " + AccessPath.of(table, find));
  }

  @Override
  public SqlResult execute(Execution execution) {
    if (execution.session().commitsByItself()) {
      execution.notice(LockRequest.HELD_BRIEFLY);
    }
    DocumentSource source =
        (unlocked, environment) ->
            execution.engine().find(execution.settings(), operation(environment), environment);
    @Nullable Object[] environment = Attempt.environment(execution, source, slots);
    Rows opened = limit.count(environment) == 0 ? Rows.EMPTY : rows.open(environment);
    return new ResultRows(shape, opened, execution);
  }

  private FindOperation operation(@Nullable Object[] environment) {
    FindOperation locked =
        operation
            .withLock(lock.lock(environment))
            .withSkip(limit.skip(environment))
            .withLimit(limit.fetch().isPresent() ? limit.count(environment) : 0);
    return pathOrder
        .map(locked::withOrder)
        .or(() -> order.map(by -> locked.withOrder(by.ofDocuments(environment))))
        .orElse(locked);
  }
}
