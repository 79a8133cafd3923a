package org.duetdb.sql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.duetdb.sql.catalog.CollectionTable;
import org.duetdb.sql.execute.LockRequest;
import org.duetdb.sql.execute.LockRows;

/** Brings to every {@link LockRows} of a query the documents that it locks. */
final class LockCarrier {
  private final List<LockRequest> requests;

  private LockCarrier(List<LockRequest> requests) {
    this.requests = requests;
  }

  /** The query with documents below its locks. */
  static RelNode carry(RelNode query, List<LockRequest> requests) {
    return requests.isEmpty() ? query : new LockCarrier(requests).visit(query);
  }

  private RelNode visit(RelNode node) {
    RelNode seen =
        node.accept(
            new RexShuttle() {
              @Override
              public RexNode visitSubQuery(RexSubQuery query) {
                return ((RexSubQuery) super.visitSubQuery(query))
                    .clone(LockCarrier.this.visit(query.rel));
              }
            });
    List<RelNode> inputs = new ArrayList<>();
    seen.getInputs().forEach(input -> inputs.add(visit(input)));
    RelNode rebuilt =
        inputs.equals(seen.getInputs()) ? seen : seen.copy(seen.getTraitSet(), inputs);
    return rebuilt instanceof LockRows lock ? lock(lock) : rebuilt;
  }

  private RelNode lock(LockRows lock) {
    DocumentCarrier.Carried carried =
        DocumentCarrier.carry(lock.getInput(), requests.get(0).words());
    List<LockRows.Target> targets = new ArrayList<>();
    for (CollectionTable table : carried.tables()) {
      targets.add(
          new LockRows.Target(
              carried.column(targets.size()), table.namespace(), requests.get(table.mark())));
    }
    return targets.isEmpty()
        ? limited(lock)
        : new LockRows(
            lock.getCluster(),
            lock.getTraitSet(),
            carried.algebra(),
            carried.width(),
            targets,
            lock.offset(),
            lock.fetch());
  }

  /** The query below a lock, with the lock's limit. */
  private static RelNode limited(LockRows lock) {
    if (lock.offset() == null && lock.fetch() == null) {
      return lock.getInput();
    }
    return lock.getInput() instanceof Sort sort
        ? LogicalSort.create(sort.getInput(), sort.getCollation(), lock.offset(), lock.fetch())
        : LogicalSort.create(lock.getInput(), RelCollations.EMPTY, lock.offset(), lock.fetch());
  }

  /**
   * The query below a lock at the top, with its limit, where the engine can find and lock in one
   * go: the rows of one table, in an order.
   */
  static Optional<RelNode> simple(RelNode query) {
    if (query instanceof Project project) {
      return simple(project.getInput())
          .map(input -> project.copy(project.getTraitSet(), List.of(input)));
    }
    if (!(query instanceof LockRows lock)
        || !isChain(lock.getInput(), false)
        || PlanFeatures.of(query).hasSubQueries()
        || PlanFeatures.of(query).hasWindows()) {
      return Optional.empty();
    }
    return Optional.of(limited(lock));
  }

  private static boolean isChain(RelNode node, boolean sorted) {
    if (node instanceof Project project) {
      return isChain(project.getInput(), sorted);
    } else if (node instanceof Sort sort) {
      return !sorted && isChain(sort.getInput(), true);
    } else if (node instanceof Filter filter) {
      return filter.getInput() instanceof TableScan;
    }
    return node instanceof TableScan;
  }

  /** The request that the only table of a simple query is locked by. */
  static LockRequest requestOf(RelNode query, List<LockRequest> requests) {
    RelNode node = query;
    while (!(node instanceof TableScan)) {
      node = node.getInput(0);
    }
    return requests.get(node.getTable().unwrapOrThrow(CollectionTable.class).mark());
  }
}
