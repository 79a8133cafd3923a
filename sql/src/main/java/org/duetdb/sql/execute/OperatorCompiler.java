package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Collect;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.catalog.SystemTable;
import org.duetdb.sql.expression.Condition;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.ExpressionCompiler;
import org.duetdb.sql.expression.InputColumns;

/**
 * Compiles a query of Calcite's algebra to operators. A condition directly above a collection goes
 * to the engine, as a key if it names one and else as a predicate over the document's bytes;
 * expressions above it read the bytes themselves.
 */
final class OperatorCompiler implements ExpressionCompiler.Surroundings {
  private final Slots slots;
  private final ColumnUses uses = new ColumnUses();
  private List<CollectionScan> marked = new ArrayList<>();
  private Optional<DocumentOrder> wantedOrder = Optional.empty();
  private final Set<LockRequest> locks = new LinkedHashSet<>();
  private boolean locking;
  private int scans;

  OperatorCompiler(Slots slots) {
    this.slots = slots;
  }

  /** How many collections the compiled query reads. */
  int scans() {
    return scans;
  }

  /** What the compiled query's locking clauses ask for. */
  List<LockRequest> locks() {
    return List.copyOf(locks);
  }

  /** Compiles a query. */
  Stage compile(RelNode node) {
    if (node instanceof TableScan scan) {
      return scan(scan, List.of());
    } else if (node instanceof Filter filter) {
      return filter(filter);
    } else if (node instanceof Project project) {
      return project(project);
    } else if (node instanceof Sort sort) {
      return sort(sort);
    } else if (node instanceof Values values) {
      return values(values);
    } else if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (node instanceof Join join) {
      return Stage.ofValues(Joins.of(this, join));
    } else if (node instanceof SetOp set) {
      return Stage.ofValues(
          new Combined(set.kind, set.all, set.getInputs().stream().map(this::rows).toList()));
    } else if (node instanceof Correlate correlate) {
      return correlate(correlate);
    } else if (node instanceof RepeatUnion repeat) {
      return repeat(repeat);
    } else if (node instanceof Window window) {
      return window(window);
    } else if (node instanceof Uncollect unnest) {
      return Unnested.compile(unnest, this);
    } else if (node instanceof Collect collect) {
      return Stage.ofValues(new Collected(rows(collect.getInput())));
    } else if (node instanceof LockRows lock) {
      return lock(lock);
    } else if (node instanceof Spool spool) {
      return compile(spool.getInput());
    }
    throw new SqlFailure(
        SqlState.UNSUPPORTED, "the query needs " + node.getRelTypeName() + ", which Duet has not");
  }

  /** Compiles expressions over an input. */
  ExpressionCompiler expressions(InputColumns columns) {
    return new ExpressionCompiler(columns, this);
  }

  @Override
  public int outerRow(CorrelationId id) {
    return slots.outerRow(id);
  }

  @Override
  public Expression subQuery(RexSubQuery query, ExpressionCompiler outer) {
    return new SubQueries(this, slots).compile(query, outer);
  }

  /** The operator of a whole query, with rows that are arrays of values. */
  Operator query(RelNode node) {
    uses.add(node);
    return rows(node);
  }

  /**
   * The operator of a part of a query, with rows that are arrays of values; columns of a table that
   * nobody reads are NULL in it.
   */
  Operator rows(RelNode node) {
    return values(compile(node), node.getRowType().getFieldCount(), uses.of(node));
  }

  /** The operator of a stage of so many columns, with rows that are arrays of values. */
  Operator values(Stage stage, int width) {
    return values(stage, width, ImmutableBitSet.range(width));
  }

  private static Operator values(Stage stage, int width, ImmutableBitSet used) {
    if (stage.columns() == InputColumns.ROW) {
      return stage.operator();
    }
    return new Projected(
        stage.operator(),
        IntStream.range(0, width)
            .mapToObj(column -> used.get(column) ? stage.columns().column(column) : Expression.NULL)
            .toList());
  }

  private Stage scan(TableScan scan, List<RexNode> conjuncts) {
    if (scan.getTable().unwrap(TransientTable.class) != null) {
      return latest(scan, conjuncts);
    }
    SystemTable system = scan.getTable().unwrap(SystemTable.class);
    if (system != null) {
      return filtered(new SystemRows(system.name()), conjuncts);
    }
    scans++;
    CollectionTable table = table(scan);
    Optional<DocumentOrder> order = wantedOrder;
    wantedOrder = Optional.empty(); // because the condition may hold queries of its own
    FindOperation find = find(table, conjuncts);
    var collection = new CollectionScan(table, order.map(find::withOrder).orElse(find));
    if (table.mark() != CollectionTable.UNMARKED) {
      marked.add(collection);
    }
    return new Stage(collection, new DocumentColumns(table));
  }

  static CollectionTable table(RelNode scan) {
    return scan.getTable().unwrapOrThrow(CollectionTable.class);
  }

  /** The operation that finds the documents of a table that satisfy all conjuncts. */
  FindOperation find(CollectionTable table, List<RexNode> conjuncts) {
    KeyAccess key = access(table, conjuncts);
    return FindOperation.of(table.namespace(), key.access(), residual(table, key.residual()));
  }

  /** The access that the conjuncts allow, and what remains of them. */
  KeyAccess access(CollectionTable table, List<RexNode> conjuncts) {
    return KeyAccess.of(table, conjuncts, expressions(InputColumns.NONE));
  }

  /** Conjuncts as a predicate over a table's documents. */
  DocumentPredicate residual(CollectionTable table, List<RexNode> conjuncts) {
    ExpressionCompiler compiler = expressions(new DocumentColumns(table));
    Condition all = Condition.ALWAYS;
    for (RexNode conjunct : conjuncts) {
      all = all.and(compiler.whenTrue(conjunct));
    }
    Condition condition = all;
    return condition == Condition.ALWAYS ? DocumentPredicate.ALWAYS : condition::holds;
  }

  private Stage filter(Filter filter) {
    List<RexNode> conjuncts = RelOptUtil.conjunctions(filter.getCondition());
    if (filter.getInput() instanceof TableScan scan) {
      return scan(scan, conjuncts);
    }
    Stage input = compile(filter.getInput());
    Condition condition = expressions(input.columns()).whenTrue(filter.getCondition());
    return new Stage(new Filtered(input.operator(), condition), input.columns());
  }

  private Stage project(Project project) {
    Stage input = compile(project.getInput());
    return Stage.ofValues(
        new Projected(
            input.operator(), expressions(input.columns()).compileAll(project.getProjects())));
  }

  private Stage sort(Sort sort) {
    boolean ordered = sort.getCollation().getFieldCollations().isEmpty();
    if (!ordered) {
      wantedOrder = DocumentOrder.given(sort, this);
      ordered = wantedOrder.isPresent();
    }
    Stage input = compile(sort.getInput());
    RowLimit limit = limit(sort);
    if (ordered) {
      return new Stage(new Limited(input.operator(), limit), input.columns());
    }
    RowOrder order = RowOrder.of(sort.getCollation(), input.columns());
    return new Stage(new Sorted(input.operator(), order, limit), input.columns());
  }

  /** OFFSET and FETCH of a sort. */
  RowLimit limit(Sort sort) {
    ExpressionCompiler constants = expressions(InputColumns.NONE);
    return new RowLimit(
        Optional.ofNullable(sort.offset).map(constants::compile),
        Optional.ofNullable(sort.fetch).map(constants::compile));
  }

  private Stage values(Values values) {
    ExpressionCompiler constants = expressions(InputColumns.NONE);
    List<Expression[]> rows = new ArrayList<>();
    values
        .getTuples()
        .forEach(tuple -> rows.add(constants.compileAll(tuple).toArray(Expression[]::new)));
    return Stage.ofValues(new Constants(rows));
  }

  private Stage aggregate(Aggregate aggregate) {
    Stage input = compile(aggregate.getInput());
    return Stage.ofValues(
        new Grouped(
            input.operator(),
            aggregate.getGroupSet().asList().stream().map(input.columns()::column).toList(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            aggregate.getAggCallList().stream()
                .map(
                    call ->
                        AggregateStep.of(
                            call,
                            input.columns(),
                            types(aggregate.getInput()),
                            aggregate.getGroupSet()))
                .toList()));
  }

  private static List<RelDataType> types(RelNode node) {
    return node.getRowType().getFieldList().stream().map(RelDataTypeField::getType).toList();
  }

  /**
   * Whether a table must be read by its one scan: behind a locking clause its documents are
   * exchanged for newer ones there.
   */
  boolean mustScan(CollectionTable table) {
    return locking && table.mark() != CollectionTable.UNMARKED;
  }

  private Stage lock(LockRows lock) {
    lock.targets().forEach(target -> locks.add(target.lock()));
    List<CollectionScan> outside = marked;
    boolean lockingOutside = locking;
    marked = new ArrayList<>();
    locking = true;
    Operator input = rows(lock.getInput());
    ExpressionCompiler constants = expressions(InputColumns.NONE);
    var limit =
        new RowLimit(
            Optional.ofNullable(lock.offset()).map(constants::compile),
            Optional.ofNullable(lock.fetch()).map(constants::compile));
    var locked = new Locked(input, lock.width(), lock.targets(), List.copyOf(marked), limit);
    marked = outside;
    locking = lockingOutside;
    return Stage.ofValues(locked);
  }

  private Stage window(Window window) {
    int width = window.getInput().getRowType().getFieldCount();
    InputColumns columns =
        index ->
            index < width
                ? InputColumns.ROW.column(index)
                : expressions(InputColumns.NONE).compile(window.constants.get(index - width));
    ExpressionCompiler constants = expressions(columns);
    List<RelDataType> types = new ArrayList<>(types(window.getInput()));
    window.constants.forEach(constant -> types.add(constant.getType()));
    List<Windowed.WindowSpec> specs = new ArrayList<>();
    for (Window.Group group : window.groups) {
      if (group.exclude != RexWindowExclusion.EXCLUDE_NO_OTHER) {
        throw new SqlFailure(SqlState.UNSUPPORTED, "a window's frame cannot exclude rows");
      }
      boolean descending =
          group.orderKeys.getFieldCollations().stream()
              .anyMatch(field -> field.getDirection().isDescending());
      var frame =
          new WindowFrame(
              group.isRows,
              WindowFrame.Bound.of(group.lowerBound, constants),
              WindowFrame.Bound.of(group.upperBound, constants),
              descending);
      List<AggregateCall> calls = group.getAggregateCalls(window);
      specs.add(
          new Windowed.WindowSpec(
              group.keys.asList().stream().map(columns::column).toArray(Expression[]::new),
              RowOrder.of(group.orderKeys, columns),
              frame,
              IntStream.range(0, calls.size())
                  .mapToObj(
                      i -> WindowFunctions.of(group.aggCalls.get(i), calls.get(i), columns, types))
                  .toList()));
    }
    return Stage.ofValues(new Windowed(rows(window.getInput()), width, specs));
  }

  private Stage correlate(Correlate correlate) {
    slots.bind(correlate.getCorrelationId());
    return Stage.ofValues(
        new Correlated(
            rows(correlate.getLeft()),
            rows(correlate.getRight()),
            slots.outerRow(correlate.getCorrelationId()),
            correlate.getLeft().getRowType().getFieldCount(),
            correlate.getRight().getRowType().getFieldCount(),
            correlate.getJoinType()));
  }

  private Stage repeat(RepeatUnion repeat) {
    if (repeat.iterationLimit >= 0) {
      throw new SqlFailure(SqlState.UNSUPPORTED, "a recursive query cannot be limited");
    }
    Operator seed = rows(repeat.getSeedRel());
    Operator step = rows(repeat.getIterativeRel());
    return Stage.ofValues(
        new Repeated(seed, step, slots.recursion(repeat.getTransientTable()), repeat.all));
  }

  /** The rows that a recursive query has found last. */
  private Stage latest(TableScan scan, List<RexNode> conjuncts) {
    return filtered(new Repeated.Latest(slots.recursion(scan.getTable())), conjuncts);
  }

  private Stage filtered(Operator rows, List<RexNode> conjuncts) {
    Condition condition = Condition.ALWAYS;
    for (RexNode conjunct : conjuncts) {
      condition = condition.and(expressions(InputColumns.ROW).whenTrue(conjunct));
    }
    return Stage.ofValues(condition == Condition.ALWAYS ? rows : new Filtered(rows, condition));
  }
}
