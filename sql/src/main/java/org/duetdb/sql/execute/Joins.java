package org.duetdb.sql.execute;

import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexUtil;
import org.duetdb.sql.expression.Condition;
import org.duetdb.sql.expression.InputColumns;

/** Compiles joins: hashed, or looked up where a side has a key or an index for it. */
final class Joins {
  private Joins() {}

  static Operator of(OperatorCompiler compiler, Join join) {
    Joined joined = hashed(compiler, join);
    JoinRelType type = join.getJoinType();
    Optional<Correlated> ofRight =
        type.generatesNullsOnLeft() ? Optional.empty() : lookup(compiler, join, joined, true);
    Optional<Correlated> ofLeft =
        type == JoinRelType.INNER ? lookup(compiler, join, joined, false) : Optional.empty();
    return ofRight.isEmpty() && ofLeft.isEmpty() ? joined : new LookupJoin(joined, ofRight, ofLeft);
  }

  private static Joined hashed(OperatorCompiler compiler, Join join) {
    JoinInfo info = join.analyzeCondition();
    Condition condition =
        compiler
            .expressions(InputColumns.ROW)
            .whenTrue(
                RexUtil.composeConjunction(
                    join.getCluster().getRexBuilder(), info.nonEquiConditions));
    return new Joined(
        compiler.rows(join.getLeft()),
        compiler.rows(join.getRight()),
        width(join.getLeft()),
        width(join.getRight()),
        info.leftKeys.stream().map(InputColumns.ROW::column).toList(),
        info.rightKeys.stream().map(InputColumns.ROW::column).toList(),
        condition,
        join.getJoinType());
  }

  private static Optional<Correlated> lookup(
      OperatorCompiler compiler, Join join, Joined joined, boolean ofRight) {
    RelNode outer = ofRight ? join.getLeft() : join.getRight();
    RelNode inner = ofRight ? join.getRight() : join.getLeft();
    return Lookups.of(compiler, join, ofRight)
        .map(
            lookup ->
                new Correlated(
                    ofRight ? joined.left() : joined.right(),
                    lookup.operator(),
                    lookup.slot(),
                    width(outer),
                    width(inner),
                    join.getJoinType()));
  }

  private static int width(RelNode node) {
    return node.getRowType().getFieldCount();
  }
}
