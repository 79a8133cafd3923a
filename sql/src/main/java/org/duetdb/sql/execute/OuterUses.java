package org.duetdb.sql.execute;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.jspecify.annotations.Nullable;

/** Which columns of which outer rows a query reads. */
final class OuterUses extends RelVisitor {
  private final Map<CorrelationId, Outer> outers = new TreeMap<>();
  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
          if (access.getReferenceExpr() instanceof RexCorrelVariable row) {
            note(row, access);
            return access;
          }
          return super.visitFieldAccess(access);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          go(query.rel);
          return super.visitSubQuery(query);
        }
      };

  private OuterUses() {}

  /**
   * An outer row.
   *
   * @param width how many columns it has
   * @param columns those that are read, by their place
   */
  record Outer(int width, SortedMap<Integer, RexFieldAccess> columns) {}

  static Map<CorrelationId, Outer> of(RelNode query) {
    var uses = new OuterUses();
    uses.go(query);
    return uses.outers;
  }

  private void note(RexCorrelVariable row, RexFieldAccess access) {
    outers
        .computeIfAbsent(row.id, id -> new Outer(row.getType().getFieldCount(), new TreeMap<>()))
        .columns()
        .put(access.getField().getIndex(), access);
  }

  @Override
  public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
    node.accept(expressions);
    super.visit(node, ordinal, parent);
  }
}
