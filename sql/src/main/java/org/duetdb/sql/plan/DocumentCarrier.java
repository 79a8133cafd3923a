package org.duetdb.sql.plan;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.LockRows;

/**
 * Rewrites a query so that behind its own columns each row carries the documents of the marked
 * tables that it was made of. Where a row does not stand for one document of each, it fails with
 * 42P10.
 */
final class DocumentCarrier {
  private final String what;

  private DocumentCarrier(String what) {
    this.what = what;
  }

  /**
   * A rewritten query.
   *
   * @param algebra the query's own columns, then the documents
   * @param width how many columns it had
   * @param tables where the documents come from, in their order
   */
  record Carried(RelNode algebra, int width, List<CollectionTable> tables) {
    /** Where the document of that number stands. */
    int column(int index) {
      return width + index;
    }
  }

  /**
   * The query with its documents.
   *
   * @param what the clause or statement that needs them, for an error
   */
  static Carried carry(RelNode query, String what) {
    return new DocumentCarrier(what).carried(query);
  }

  private Carried carried(RelNode node) {
    if (node instanceof TableScan scan) {
      return scan(scan);
    } else if (node instanceof Filter filter) {
      Carried input = carried(filter.getInput());
      var algebra =
          LogicalFilter.create(
              input.algebra(),
              filter.getCondition(),
              ImmutableSet.copyOf(filter.getVariablesSet()));
      return new Carried(algebra, input.width(), input.tables());
    } else if (node instanceof Project project) {
      return project(project);
    } else if (node instanceof Sort sort) {
      Carried input = carried(sort.getInput());
      var algebra =
          LogicalSort.create(input.algebra(), sort.getCollation(), sort.offset, sort.fetch);
      return new Carried(algebra, input.width(), input.tables());
    } else if (node instanceof Join join) {
      return join(join);
    } else if (node instanceof Correlate correlate) {
      return correlate(correlate);
    }
    if (!(node instanceof LockRows)) {
      node.getInputs().forEach(input -> requireUnmarked(input, node));
    }
    return none(node);
  }

  private static Carried none(RelNode node) {
    return new Carried(node, node.getRowType().getFieldCount(), List.of());
  }

  private void requireUnmarked(RelNode node, RelNode above) {
    if (!carried(node).tables().isEmpty()) {
      throw refusal(above.getRelTypeName().replace("Logical", "").toLowerCase(Locale.ROOT));
    }
  }

  private SqlFailure refusal(String place) {
    return new SqlFailure(
        SqlState.INVALID_CLAUSE,
        what
            + " cannot reach the rows below "
            + place
            + ": they do not stand for one document each");
  }

  private static Carried scan(TableScan scan) {
    CollectionTable table = scan.getTable().unwrap(CollectionTable.class);
    if (table == null || table.mark() == CollectionTable.UNMARKED) {
      return none(scan);
    }
    CollectionTable whole = table.withDocument();
    var factory = scan.getCluster().getTypeFactory();
    RelOptTable relation =
        RelOptTableImpl.create(
            scan.getTable().getRelOptSchema(),
            whole.getRowType(factory),
            scan.getTable().getQualifiedName(),
            whole,
            DocumentCarrier::noExpression);
    var algebra = LogicalTableScan.create(scan.getCluster(), relation, List.of());
    if (whole != table) {
      return new Carried(algebra, table.columns().size(), List.of(table));
    }
    int document = table.indexOf(CollectionTable.DOCUMENT);
    return appended(algebra, List.of(document), List.of(table));
  }

  /** For Calcite's generated code, of which there is none here. */
  private static Expression noExpression(Class<?> type) {
    throw new IllegalStateException("no expression of type " + type + " stands for a collection");
  }

  /** All columns, and behind them some once more. */
  private static Carried appended(
      RelNode input, List<Integer> columns, List<CollectionTable> tables) {
    RexBuilder builder = input.getCluster().getRexBuilder();
    int width = input.getRowType().getFieldCount();
    List<RexNode> cells = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      cells.add(builder.makeInputRef(input, i));
    }
    columns.forEach(column -> cells.add(builder.makeInputRef(input, column)));
    return new Carried(projection(input, cells), width, tables);
  }

  private static RelNode projection(RelNode input, List<RexNode> cells) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      names.add("c" + i);
    }
    return LogicalProject.create(input, List.of(), cells, names, Set.of());
  }

  private Carried project(Project project) {
    Carried input = carried(project.getInput());
    if (input.tables().isEmpty()) {
      return none(project);
    }
    if (project.containsOver() || project.getProjects().stream().anyMatch(RexOver::containsOver)) {
      throw refusal("a window function");
    }
    RexBuilder builder = project.getCluster().getRexBuilder();
    List<RexNode> cells = new ArrayList<>(project.getProjects());
    List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
    for (int i = 0; i < input.tables().size(); i++) {
      cells.add(builder.makeInputRef(input.algebra(), input.column(i)));
      names.add(CollectionTable.DOCUMENT + i);
    }
    var algebra =
        LogicalProject.create(
            input.algebra(), project.getHints(), cells, names, project.getVariablesSet());
    return new Carried(algebra, project.getProjects().size(), input.tables());
  }

  private Carried join(Join join) {
    Carried left = carried(join.getLeft());
    Carried right = carried(join.getRight());
    boolean nullable =
        join.getJoinType().generatesNullsOnLeft() && !left.tables().isEmpty()
            || join.getJoinType().generatesNullsOnRight() && !right.tables().isEmpty();
    if (nullable && !what.equals(MERGE)) {
      throw new SqlFailure(
          SqlState.INVALID_CLAUSE,
          what
              + " cannot reach the side of an outer join that may be missing; OF can leave it out");
    }
    int shift = left.tables().size();
    int from = left.width();
    RexNode condition =
        join.getCondition()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef reference) {
                    return reference.getIndex() < from
                        ? reference
                        : new RexInputRef(reference.getIndex() + shift, reference.getType());
                  }
                });
    RelNode joined =
        LogicalJoin.create(
            left.algebra(),
            right.algebra(),
            join.getHints(),
            condition,
            join.getVariablesSet(),
            join.getJoinType());
    return reordered(joined, left, right);
  }

  /** The statement whose outer join is its own. */
  static final String MERGE = "MERGE";

  private Carried correlate(Correlate correlate) {
    Carried left = carried(correlate.getLeft());
    Carried right = carried(correlate.getRight());
    if (correlate.getJoinType() == JoinRelType.LEFT && !right.tables().isEmpty()) {
      throw refusal("an outer join");
    }
    RelNode joined =
        LogicalCorrelate.create(
            left.algebra(),
            right.algebra(),
            correlate.getHints(),
            correlate.getCorrelationId(),
            correlate.getRequiredColumns(),
            correlate.getJoinType());
    return reordered(joined, left, right);
  }

  /** The columns of both sides first, then the documents of both. */
  private static Carried reordered(RelNode joined, Carried left, Carried right) {
    List<CollectionTable> tables = new ArrayList<>(left.tables());
    tables.addAll(right.tables());
    int width = left.width() + right.width();
    if (left.tables().isEmpty()) {
      return new Carried(joined, width, List.copyOf(tables));
    }
    RexBuilder builder = joined.getCluster().getRexBuilder();
    int rightFrom = left.width() + left.tables().size();
    List<RelDataTypeField> fields = joined.getRowType().getFieldList();
    List<RexNode> cells = new ArrayList<>();
    addAll(cells, builder, fields, 0, left.width());
    addAll(cells, builder, fields, rightFrom, rightFrom + right.width());
    addAll(cells, builder, fields, left.width(), rightFrom);
    addAll(cells, builder, fields, rightFrom + right.width(), fields.size());
    return new Carried(projection(joined, cells), width, List.copyOf(tables));
  }

  private static void addAll(
      List<RexNode> cells, RexBuilder builder, List<RelDataTypeField> fields, int from, int to) {
    for (RelDataTypeField field : fields.subList(from, to)) {
      cells.add(builder.makeInputRef(field.getType(), field.getIndex()));
    }
  }
}
