package org.duetdb.sql.plan;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** What occurs in a query, so that only the rewritings it needs are tried. */
final class PlanFeatures extends RelVisitor {
  private boolean subQueries;
  private boolean correlations;
  private boolean windows;
  private boolean rowMembership;
  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          subQueries = true;
          rowMembership |= query.getKind() == SqlKind.IN && query.getOperands().size() > 1;
          return query;
        }

        @Override
        public RexNode visitOver(RexOver over) {
          windows = true;
          return super.visitOver(over);
        }
      };

  private PlanFeatures() {}

  static PlanFeatures of(RelNode query) {
    var features = new PlanFeatures();
    features.go(query);
    return features;
  }

  @Override
  public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
    correlations |= node instanceof Correlate;
    if (node instanceof Filter filter) {
      RelOptUtil.conjunctions(filter.getCondition()).forEach(this::conjunct);
    } else {
      node.accept(expressions);
    }
    super.visit(node, ordinal, parent);
  }

  private void conjunct(RexNode node) {
    boolean before = rowMembership;
    node.accept(expressions);
    if (node instanceof RexSubQuery) {
      rowMembership = before;
    }
  }

  /**
   * Whether rows of several columns are looked for in a sub-query where it matters whether the
   * answer is false or unknown. Calcite's rewriting takes one for the other.
   */
  boolean hasRowMembership() {
    return rowMembership;
  }

  /** Whether an expression holds a query. */
  boolean hasSubQueries() {
    return subQueries;
  }

  /** Whether a part is computed once for each row of another. */
  boolean hasCorrelations() {
    return correlations;
  }

  /** Whether there are window functions. */
  boolean hasWindows() {
    return windows;
  }
}
