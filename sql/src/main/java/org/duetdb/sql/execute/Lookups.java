package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.duetdb.api.spi.Access;
import org.duetdb.sql.catalog.CollectionTable;

/**
 * Compiles one side of a join, where it is one table, so that a row of the other side finds it by a
 * key or an index: the join's condition becomes the scan's, with the other side's row as an outer
 * row.
 */
final class Lookups {
  private final OperatorCompiler compiler;
  private final Join join;
  private final RelNode side;
  private final RelNode other;
  private final boolean ofRight;

  private Lookups(OperatorCompiler compiler, Join join, boolean ofRight) {
    this.compiler = compiler;
    this.join = join;
    this.ofRight = ofRight;
    this.side = ofRight ? join.getRight() : join.getLeft();
    this.other = ofRight ? join.getLeft() : join.getRight();
  }

  /** The looked-up side's rows for the row in a slot; empty if no key or index would serve. */
  record Lookup(Operator operator, int slot) {}

  static Optional<Lookup> of(OperatorCompiler compiler, Join join, boolean ofRight) {
    return new Lookups(compiler, join, ofRight).lookup();
  }

  private Optional<Lookup> lookup() {
    RexBuilder builder = join.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < width(side); i++) {
      columns.add(builder.makeInputRef(side, i));
    }
    RelNode node = side;
    while (node instanceof Project project) {
      columns = RelOptUtil.pushPastProject(columns, project);
      node = project.getInput();
    }
    List<RexNode> conjuncts = new ArrayList<>();
    if (node instanceof Filter filter) {
      conjuncts.addAll(RelOptUtil.conjunctions(filter.getCondition()));
      node = filter.getInput();
    }
    CollectionTable table =
        node instanceof TableScan scan ? scan.getTable().unwrap(CollectionTable.class) : null;
    boolean plain =
        columns.stream().allMatch(each -> RexUtil.SubQueryFinder.find(each) == null)
            && RexUtil.SubQueryFinder.find(join.getCondition()) == null;
    if (table == null || !plain || compiler.mustScan(table)) {
      return Optional.empty();
    }
    CorrelationId id = join.getCluster().createCorrel();
    List<RexNode> all = new ArrayList<>(conjuncts);
    all.addAll(RelOptUtil.conjunctions(overTable(columns, id, builder)));
    return isBetter(table, conjuncts, all)
        ? Optional.of(new Lookup(rows(table, all, columns), compiler.outerRow(id)))
        : Optional.empty();
  }

  private static int width(RelNode node) {
    return node.getRowType().getFieldCount();
  }

  /** The join's condition over the table's columns and the other side's row. */
  private RexNode overTable(List<RexNode> columns, CorrelationId id, RexBuilder builder) {
    int leftWidth = width(join.getLeft());
    RexNode row = builder.makeCorrel(other.getRowType(), id);
    return join.getCondition()
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitInputRef(RexInputRef reference) {
                int index = reference.getIndex();
                boolean right = index >= leftWidth;
                int place = right ? index - leftWidth : index;
                return right == ofRight ? columns.get(place) : builder.makeFieldAccess(row, place);
              }
            });
  }

  /** Whether the join's condition leads to fewer documents than the table's own. */
  private boolean isBetter(CollectionTable table, List<RexNode> own, List<RexNode> all) {
    Access with = compiler.access(table, all).access();
    Access without = compiler.access(table, own).access();
    if (with instanceof Access.Where where) {
      return without instanceof Access.Where before && pinned(table, where) > pinned(table, before);
    }
    return with instanceof Access.Key && !(without instanceof Access.Key);
  }

  private static int pinned(CollectionTable table, Access.Where where) {
    return IndexMatch.best(table, where.comparisons(), List.of()).map(IndexMatch::pinned).orElse(0);
  }

  private Operator rows(CollectionTable table, List<RexNode> conjuncts, List<RexNode> columns) {
    var scan = new CollectionScan(table, compiler.find(table, conjuncts));
    var reader = new DocumentColumns(table);
    return new Projected(scan, compiler.expressions(reader).compileAll(columns));
  }
}
