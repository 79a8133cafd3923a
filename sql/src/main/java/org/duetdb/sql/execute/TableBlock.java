package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.catalog.CollectionTable;

/**
 * The query behind an UPDATE or DELETE: expressions over the documents of one table that satisfy a
 * condition.
 *
 * @param table the table; empty if the condition is never true
 * @param conjuncts the condition
 * @param expressions what is computed of each document
 */
record TableBlock(
    Optional<CollectionTable> table, List<RexNode> conjuncts, List<RexNode> expressions) {

  static TableBlock of(RelNode query) {
    RelNode node = query;
    Optional<Project> project = Optional.empty();
    if (node instanceof Project top) {
      project = Optional.of(top);
      node = top.getInput();
    }
    List<RexNode> conjuncts = List.of();
    if (node instanceof Filter filter) {
      conjuncts = RelOptUtil.conjunctions(filter.getCondition());
      node = filter.getInput();
    }
    if (node instanceof Values values && values.getTuples().isEmpty()) {
      return new TableBlock(Optional.empty(), List.of(), List.of());
    }
    if (!(node instanceof TableScan)) {
      throw new SqlFailure(
          SqlState.GROUPING_ERROR,
          "aggregates and window functions cannot stand in UPDATE and DELETE");
    }
    RelNode scan = node;
    return new TableBlock(
        Optional.of(OperatorCompiler.table(scan)),
        conjuncts,
        project.map(Project::getProjects).orElseGet(() -> identity(scan)));
  }

  private static List<RexNode> identity(RelNode scan) {
    RexBuilder builder = scan.getCluster().getRexBuilder();
    return IntStream.range(0, scan.getRowType().getFieldCount())
        .<RexNode>mapToObj(index -> builder.makeInputRef(scan, index))
        .toList();
  }
}
