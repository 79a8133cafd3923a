package org.duetdb.sql.plan;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/** What occurs in a query, so that only the rewritings it needs are tried. */
final class PlanFeatures extends RelVisitor {
  private boolean subQueries;
  private boolean correlations;
  private boolean windows;
  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          subQueries = true;
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
    node.accept(expressions);
    super.visit(node, ordinal, parent);
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
