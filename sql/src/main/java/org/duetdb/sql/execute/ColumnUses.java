package org.duetdb.sql.execute;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which columns of each part of a query are read by what stands above it, so that nobody decodes
 * the others. Where a part is not understood, all of its inputs' columns are.
 */
final class ColumnUses {
  private final Map<RelNode, ImmutableBitSet> uses = new IdentityHashMap<>();

  /** Notes the uses within a query all of whose columns are wanted. */
  void add(RelNode query) {
    visit(query, all(query));
  }

  /** The columns of a part that are read; all of them if nobody has noted it. */
  ImmutableBitSet of(RelNode node) {
    return uses.getOrDefault(node, all(node));
  }

  private static ImmutableBitSet all(RelNode node) {
    return ImmutableBitSet.range(node.getRowType().getFieldCount());
  }

  private void visit(RelNode node, ImmutableBitSet used) {
    uses.merge(node, used, ImmutableBitSet::union);
    if (node instanceof Correlate correlate) {
      int width = all(correlate.getLeft()).length();
      visit(correlate.getLeft(), left(used, width).union(correlate.getRequiredColumns()));
      visit(correlate.getRight(), right(used, width));
    } else if (!node.getVariablesSet().isEmpty()) {
      node.getInputs().forEach(this::add); // whose row a sub-query reads
    } else if (node instanceof Join join) {
      join(join, used);
    } else if (node instanceof Project project) {
      visit(project.getInput(), read(project.getProjects(), project.getInput()));
    } else if (node instanceof Filter filter) {
      List<RexNode> condition = List.of(filter.getCondition());
      visit(filter.getInput(), used.union(read(condition, filter.getInput())));
    } else if (node instanceof Sort sort) {
      visit(sort.getInput(), used.union(ImmutableBitSet.of(sort.getCollation().getKeys())));
    } else if (node instanceof Aggregate aggregate) {
      visit(aggregate.getInput(), read(aggregate));
    } else {
      node.getInputs().forEach(this::add);
    }
  }

  private void join(Join join, ImmutableBitSet used) {
    int width = all(join.getLeft()).length();
    ImmutableBitSet both =
        RexUtil.SubQueryFinder.find(join.getCondition()) == null
            ? used.union(RelOptUtil.InputFinder.bits(join.getCondition()))
            : ImmutableBitSet.range(width + all(join.getRight()).length());
    visit(join.getLeft(), left(both, width));
    visit(join.getRight(), right(both, width));
  }

  private static ImmutableBitSet left(ImmutableBitSet both, int width) {
    return both.intersect(ImmutableBitSet.range(width));
  }

  private static ImmutableBitSet right(ImmutableBitSet both, int width) {
    return both.except(ImmutableBitSet.range(width)).shift(-width);
  }

  private static ImmutableBitSet read(List<RexNode> expressions, RelNode input) {
    return expressions.stream().allMatch(each -> RexUtil.SubQueryFinder.find(each) == null)
        ? RelOptUtil.InputFinder.bits(expressions, null)
        : all(input);
  }

  private static ImmutableBitSet read(Aggregate aggregate) {
    ImmutableBitSet.Builder read = aggregate.getGroupSet().rebuild();
    for (AggregateCall call : aggregate.getAggCallList()) {
      read.addAll(call.getArgList());
      read.addAll(call.getCollation().getKeys());
      if (call.hasFilter()) {
        read.set(call.filterArg);
      }
    }
    return read.build();
  }
}
