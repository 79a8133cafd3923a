package org.duetdb.engine.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.IndexHint;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.api.spi.PathOrder;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.index.Index;
import org.duetdb.engine.index.IndexSet;
import org.duetdb.engine.index.PrimaryOrder;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index for a conjunction of comparisons, by rules and not by costs: most paths with
 * single values, then a range, then the order wanted, then the fewest paths, then the oldest, the
 * index of {@code _id} last. Only the indexes of the collection as the snapshot sees it are asked,
 * and of these only those that certainly have every document wanted.
 */
final class Planner {
  private static final Object[] NO_PARAMETERS = {};

  private final Collection collection;
  private final List<Resolved> comparisons;
  private final Optional<PathOrder> order;

  private Planner(Collection collection, List<Resolved> comparisons, Optional<PathOrder> order) {
    this.collection = collection;
    this.comparisons = comparisons;
    this.order = order;
  }

  /** The plan; null for a scan of the collection. */
  static @Nullable IndexPlan plan(
      Collection collection,
      Access.Where access,
      Object[] parameters,
      Optional<Comparator<byte[]>> order) {
    boolean isAboutId =
        order.isPresent() || access.comparisons().stream().anyMatch(Planner::isAboutId);
    if (collection.indexes().isEmpty() && access.hint().isEmpty() && !isAboutId) {
      return null;
    }
    var planner =
        new Planner(
            collection,
            Resolved.all(access.comparisons(), parameters),
            order.flatMap(
                wanted -> wanted instanceof PathOrder path ? Optional.of(path) : Optional.empty()));
    return access.hint().isPresent() ? planner.hinted(access.hint().get()) : planner.best();
  }

  private @Nullable IndexPlan best() {
    IndexPlan best = null;
    for (var definition : collection.indexes()) {
      var index = IndexSet.of(collection.store()).index(definition.id());
      if (index != null && hasAll(index.descriptor())) {
        var plan = IndexPlan.of(index, comparisons, order);
        if (plan.isUseful() && plan.isBetterThan(best)) {
          best = plan;
        }
      }
    }
    return orPrimary(best);
  }

  /** Only a range or an order of {@code _id} is worth its index. */
  private @Nullable IndexPlan orPrimary(@Nullable IndexPlan best) {
    var primary = IndexSet.of(collection.store()).primary();
    var plan = IndexPlan.of(primary.index(), comparisons, order);
    return plan.isUseful() && plan.isBetterThan(best) && primary.isComplete(collection.writes())
        ? plan
        : best;
  }

  private static boolean isAboutId(PathComparison comparison) {
    return comparison.path().equals(PrimaryOrder.PATH);
  }

  private @Nullable IndexPlan hinted(IndexHint hint) {
    if (hint.natural()) {
      return null;
    }
    if (hint.isForId()) {
      var primary = IndexSet.of(collection.store()).primary();
      return primary.isComplete(collection.writes())
          ? IndexPlan.of(primary.index(), comparisons, order)
          : null;
    }
    for (var definition : collection.indexes()) {
      var index = IndexSet.of(collection.store()).index(definition.id());
      if (index != null && hint.isFor(index.descriptor())) {
        return hinted(index);
      }
    }
    throw refused("hint provided does not correspond to an existing index");
  }

  private IndexPlan hinted(Index index) {
    if (!hasAll(index.descriptor())) {
      throw refused(
          "the index "
              + index.descriptor().name()
              + " does not have every document that the query may want");
    }
    return IndexPlan.of(index, comparisons, order);
  }

  private DuetException refused(String why) {
    return new DuetException(
        ErrorCode.BAD_VALUE,
        "error processing query: ns="
            + collection.name()
            + ": planner returned error :: caused by :: "
            + why);
  }

  /** Whether every document for which the comparisons hold is in the index. */
  private boolean hasAll(IndexDescriptor index) {
    if (index.partial().isPresent()) {
      var filter = Resolved.all(index.partial().get().comparisons(), NO_PARAMETERS);
      if (!Implication.holds(comparisons, filter)) {
        return false;
      }
    }
    return !index.sparse() || comparisons.stream().anyMatch(one -> isIndexed(index, one));
  }

  private static boolean isIndexed(IndexDescriptor index, Resolved comparison) {
    return comparison.needsValue()
        && index.keys().stream().anyMatch(key -> key.path().equals(comparison.path()));
  }
}
