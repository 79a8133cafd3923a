package org.duetdb.sql.plan;

import java.util.List;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;

/**
 * Rewrites a query so that it is cheap to run: sub-queries become joins, conditions move down to
 * the scans, what does nothing goes away. The rules always terminate and never look at the data, so
 * a plan is a function of text and catalog.
 */
final class Optimizer {
  private static final HepProgram SUB_QUERIES =
      new HepProgramBuilder()
          .addRuleInstance(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE)
          .addRuleInstance(CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE)
          .addRuleInstance(CoreRules.JOIN_SUB_QUERY_TO_CORRELATE)
          .build();

  /** Together until nothing changes, since each may make room for another. */
  private static final HepProgram MAIN =
      new HepProgramBuilder()
          .addMatchOrder(HepMatchOrder.TOP_DOWN)
          .addRuleCollection(
              List.of(
                  CoreRules.FILTER_MERGE,
                  CoreRules.FILTER_INTO_JOIN,
                  CoreRules.JOIN_CONDITION_PUSH,
                  CoreRules.JOIN_PUSH_EXPRESSIONS,
                  CoreRules.FILTER_PROJECT_TRANSPOSE,
                  CoreRules.FILTER_AGGREGATE_TRANSPOSE,
                  CoreRules.FILTER_SET_OP_TRANSPOSE,
                  CoreRules.PROJECT_MERGE,
                  CoreRules.PROJECT_REMOVE,
                  CoreRules.AGGREGATE_REMOVE,
                  CoreRules.SORT_REMOVE_CONSTANT_KEYS,
                  PruneEmptyRules.FILTER_INSTANCE,
                  PruneEmptyRules.PROJECT_INSTANCE))
          .build();

  private static final HepProgram WINDOWS =
      new HepProgramBuilder()
          .addRuleInstance(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW)
          .addRuleInstance(CoreRules.PROJECT_REMOVE)
          .build();

  private static final RexShuttle SUB_QUERY =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          return ((RexSubQuery) super.visitSubQuery(query)).clone(optimize(query.rel));
        }
      };

  private Optimizer() {}

  static RelNode optimize(RelNode query) {
    RelNode plan = query;
    PlanFeatures features = PlanFeatures.of(plan);
    if (features.hasRowMembership()) {
      return withinExpressions(plan);
    }
    if (features.hasSubQueries()) {
      plan = run(SUB_QUERIES, plan);
    }
    if (features.hasSubQueries() || features.hasCorrelations()) {
      RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(plan.getCluster(), null);
      plan = RelDecorrelator.decorrelateQuery(plan, builder);
    }
    plan = run(MAIN, plan);
    // A sub-query with a LIMIT of its own has become one over numbered rows.
    boolean windows = features.hasWindows() || PlanFeatures.of(plan).hasWindows();
    plan = windows ? run(WINDOWS, plan) : plan;
    return features.hasSubQueries() ? withinExpressions(plan) : plan;
  }

  /** Optimizes the queries that are left in expressions. */
  static RelNode withinExpressions(RelNode plan) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            return super.visit(node).accept(SUB_QUERY);
          }
        });
  }

  /** Optimizes the queries in one expression. */
  static RexNode expression(RexNode node) {
    return node.accept(SUB_QUERY);
  }

  private static RelNode run(HepProgram program, RelNode plan) {
    var planner = new HepPlanner(program);
    planner.setRoot(plan);
    return planner.findBestExp();
  }
}
