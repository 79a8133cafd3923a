package org.duetdb.sql.execute;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.api.spi.PathComparison.Operator;
import org.duetdb.api.spi.PathOrder;
import org.duetdb.sql.catalog.CollectionTable;

/**
 * How an index would answer comparisons and an order, judged before the values are known. The
 * engine judges again, by the same rules, when it has them.
 *
 * @param index which
 * @param pinned how many of its paths are known to have one of some values
 * @param range whether the next path is bounded
 * @param ordered whether its entries come in the order wanted
 */
record IndexMatch(IndexDescriptor index, int pinned, boolean range, boolean ordered) {

  /** What every collection is indexed by, where somebody asks for a range or the order. */
  private static final IndexDescriptor PRIMARY =
      IndexDescriptor.of(
          "_id_", List.of(new IndexDescriptor.Key(FieldPath.of(CollectionTable.ID), false)));

  /** The best of a table's indexes that are of any use. */
  static Optional<IndexMatch> best(
      CollectionTable table, List<PathComparison> comparisons, List<PathOrder.Key> order) {
    return best(
        Stream.concat(
            table.descriptor().indexes().stream().filter(index -> index.partial().isEmpty()),
            Stream.of(PRIMARY)),
        comparisons,
        order);
  }

  /**
   * The best of a table's indexes over some of its rows. Whether these are all that is asked for is
   * not known before the values are.
   */
  static Optional<IndexMatch> bestPartial(
      CollectionTable table, List<PathComparison> comparisons, List<PathOrder.Key> order) {
    return best(
        table.descriptor().indexes().stream()
            .filter(
                index -> index.partial().filter(some -> asksFor(comparisons, some)).isPresent()),
        comparisons,
        order);
  }

  private static boolean asksFor(
      List<PathComparison> comparisons, IndexDescriptor.Partial partial) {
    return partial.comparisons().stream()
        .allMatch(wanted -> comparisons.stream().anyMatch(one -> one.path().equals(wanted.path())));
  }

  private static Optional<IndexMatch> best(
      Stream<IndexDescriptor> indexes,
      List<PathComparison> comparisons,
      List<PathOrder.Key> order) {
    return indexes
        .filter(index -> hasAll(index, comparisons))
        .map(index -> of(index, comparisons, order))
        .filter(match -> match.pinned > 0 || match.range || match.ordered)
        .reduce((best, match) -> match.isBetterThan(best) ? match : best);
  }

  private static boolean hasAll(IndexDescriptor index, List<PathComparison> comparisons) {
    return !index.sparse()
        || index.keys().stream()
            .anyMatch(key -> comparisons.stream().anyMatch(one -> one.path().equals(key.path())));
  }

  private static IndexMatch of(
      IndexDescriptor index, List<PathComparison> comparisons, List<PathOrder.Key> order) {
    int pinned = 0;
    while (pinned < index.keys().size() && isPinned(index.keys().get(pinned), comparisons)) {
      pinned++;
    }
    boolean range =
        pinned < index.keys().size() && isBounded(index.keys().get(pinned), comparisons);
    return new IndexMatch(index, pinned, range, isOrdered(index, pinned, order));
  }

  private static boolean isPinned(IndexDescriptor.Key key, List<PathComparison> comparisons) {
    return comparisons.stream()
        .anyMatch(one -> one.path().equals(key.path()) && one.operator() == Operator.IN);
  }

  private static boolean isBounded(IndexDescriptor.Key key, List<PathComparison> comparisons) {
    return comparisons.stream()
        .anyMatch(
            one ->
                one.path().equals(key.path())
                    && one.operator() != Operator.IN
                    && one.operator() != Operator.EXISTS);
  }

  private static boolean isOrdered(IndexDescriptor index, int pinned, List<PathOrder.Key> order) {
    if (order.isEmpty()) {
      return false;
    }
    for (int from = 0; from <= pinned; from++) {
      if (follows(index, from, order, false) || follows(index, from, order, true)) {
        return true;
      }
    }
    return false;
  }

  private static boolean follows(
      IndexDescriptor index, int from, List<PathOrder.Key> order, boolean backward) {
    if (index.keys().size() - from < order.size()) {
      return false;
    }
    for (int i = 0; i < order.size(); i++) {
      IndexDescriptor.Key key = index.keys().get(from + i);
      PathOrder.Key wanted = order.get(i);
      if (!key.path().equals(wanted.path())
          || (key.descending() != wanted.descending()) != backward) {
        return false;
      }
    }
    return true;
  }

  private boolean isBetterThan(IndexMatch other) {
    if (pinned != other.pinned) {
      return pinned > other.pinned;
    } else if (range != other.range) {
      return range;
    } else if (ordered != other.ordered) {
      return ordered;
    }
    return index.keys().size() < other.index.keys().size();
  }

  /** In words, for EXPLAIN. */
  String words() {
    var text = new StringJoiner(", ", "index " + index.name() + " (", ")");
    for (int i = 0; i < index.keys().size(); i++) {
      FieldPath path = index.keys().get(i).path();
      if (i < pinned) {
        text.add(path + " by value");
      } else if (i == pinned && range) {
        text.add(path + " by range");
      } else {
        text.add(path.toString());
      }
    }
    return text + (ordered ? ", in its order" : "");
  }
}
