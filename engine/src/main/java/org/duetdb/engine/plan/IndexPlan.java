package org.duetdb.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.api.spi.PathOrder;
import org.duetdb.engine.index.Index;
import org.duetdb.engine.index.KeyRange;
import org.duetdb.engine.index.KeyWriter;
import org.jspecify.annotations.Nullable;

/**
 * One way to use one index: which entries, in which direction, and what that is worth. A path with
 * single values lets the next path narrow too; a range ends that.
 */
final class IndexPlan {
  /** How many ranges single values may make before the next path is left unused. */
  private static final int MAX_RANGES = 4096;

  private final Index index;
  private final List<PathBounds> bounds = new ArrayList<>();
  private List<KeyRange> ranges = List.of(KeyRange.ALL);
  private int comparisons;
  private int pinnedPaths;
  private boolean hasRange;
  private boolean impossible;
  private boolean ordered;
  private boolean backward;

  private IndexPlan(Index index) {
    this.index = index;
  }

  /** The best use of an index; {@link #isUseful} says whether it is any good. */
  static IndexPlan of(Index index, List<Resolved> comparisons, Optional<PathOrder> order) {
    var plan = new IndexPlan(index);
    plan.narrow(comparisons);
    order.ifPresent(plan::order);
    return plan;
  }

  private void narrow(List<Resolved> comparisons) {
    boolean multikey = index.isMultikey();
    this.comparisons = comparisons.size();
    var keys = index.descriptor().keys();
    for (var key : keys) {
      var one = PathBounds.of(key.path(), comparisons, multikey);
      impossible |= one.isImpossible();
      bounds.add(one);
    }
    List<byte[]> prefixes = List.of(new byte[0]);
    for (int i = 0; i < keys.size(); i++) {
      var one = bounds.get(i);
      if (multikey && sharesArray(keys, i)) {
        break;
      }
      boolean descending = keys.get(i).descending();
      if (one.isPinned() && (long) prefixes.size() * one.points().size() <= MAX_RANGES) {
        prefixes = pinned(prefixes, one, descending);
        pinnedPaths++;
      } else {
        if (one.isRange()) {
          var found = new ArrayList<KeyRange>();
          prefixes.forEach(prefix -> found.addAll(one.ranges(prefix, descending)));
          ranges = found;
          hasRange = true;
        }
        break;
      }
    }
    if (!hasRange && pinnedPaths > 0) {
      ranges = ranges(prefixes, KeyRange::of);
    }
    if (ranges.size() > 1 || ranges.get(0).isEmpty()) {
      ranges =
          ranges.stream()
              .filter(range -> !range.isEmpty())
              .sorted(Comparator.comparing(KeyRange::from, Arrays::compareUnsigned))
              .toList();
    }
  }

  private static List<KeyRange> ranges(List<byte[]> prefixes, Function<byte[], KeyRange> behind) {
    var made = new ArrayList<KeyRange>(prefixes.size());
    for (var prefix : prefixes) {
      made.add(behind.apply(prefix));
    }
    return made;
  }

  /**
   * Whether an earlier path may lead through the same array: then one document's key need not hold
   * the values by which both comparisons are true.
   */
  private static boolean sharesArray(List<IndexDescriptor.Key> keys, int path) {
    var first = keys.get(path).path().component(0);
    return keys.subList(0, path).stream().anyMatch(key -> key.path().component(0).equals(first));
  }

  private static List<byte[]> pinned(List<byte[]> prefixes, PathBounds bounds, boolean descending) {
    var longer = new ArrayList<byte[]>();
    for (var prefix : prefixes) {
      for (var point : bounds.points()) {
        var writer = new KeyWriter();
        writer.raw(prefix);
        writer.value(point, descending);
        longer.add(writer.toBytes());
      }
    }
    return longer;
  }

  private void order(PathOrder order) {
    if (index.isMultikey()) {
      return; // because a document would come by its first key in the range and not by its own
    }
    ordered = isOrderedBy(order, false);
    if (!ordered && isOrderedBy(order, true)) {
      ordered = true;
      backward = true;
    }
  }

  private boolean isOrderedBy(PathOrder order, boolean reversed) {
    var keys = index.descriptor().keys();
    int next = 0;
    for (var wanted : order.keys()) {
      if (isConstant(wanted.path())) {
        continue;
      }
      while (next < keys.size() && isConstant(next) && !isAt(next, wanted)) {
        next++;
      }
      if (next == keys.size()
          || !isAt(next, wanted)
          || (keys.get(next).descending() != wanted.descending()) != reversed) {
        return false;
      }
      next++;
    }
    return true;
  }

  private boolean isAt(int key, PathOrder.Key wanted) {
    return index.descriptor().keys().get(key).path().equals(wanted.path());
  }

  private boolean isConstant(FieldPath path) {
    var keys = index.descriptor().keys();
    for (int i = 0; i < pinnedPaths; i++) {
      if (keys.get(i).path().equals(path)) {
        return isConstant(i);
      }
    }
    return false;
  }

  private boolean isConstant(int key) {
    return key < pinnedPaths && bounds.get(key).points().size() == 1;
  }

  /** Whether it looks at less than everything, or gives the order wanted. */
  boolean isUseful() {
    return pinnedPaths > 0 || hasRange || ordered || impossible;
  }

  /** Whether every document with a key in the ranges satisfies every comparison. */
  boolean isExact() {
    int used = pinnedPaths + (hasRange ? 1 : 0);
    int said = 0;
    for (var one : bounds.subList(0, used)) {
      said += one.comparisons();
      if (!one.isExact()) {
        return false;
      }
    }
    return said == comparisons && !index.isMultikey();
  }

  /** Whether this is to be preferred to another plan. */
  boolean isBetterThan(@Nullable IndexPlan other) {
    if (other == null || pinnedPaths != other.pinnedPaths) {
      return other == null || pinnedPaths > other.pinnedPaths;
    }
    if (hasRange != other.hasRange) {
      return hasRange;
    }
    if (ordered != other.ordered) {
      return ordered;
    }
    int width = index.descriptor().keys().size();
    int otherWidth = other.index.descriptor().keys().size();
    return width < otherWidth;
  }

  Index index() {
    return index;
  }

  /** The entries to look at, in the order of the index. */
  List<KeyRange> ranges() {
    return impossible ? List.of() : ranges;
  }

  boolean isOrdered() {
    return ordered;
  }

  boolean isBackward() {
    return backward;
  }

  /** Whether one document may come by several entries. */
  boolean mayRepeat() {
    return index.isMultikey();
  }

  /** What is looked at of each path, as text. */
  List<String> boundsText() {
    var text = new ArrayList<String>();
    int used = pinnedPaths + (hasRange ? 1 : 0);
    for (int i = 0; i < bounds.size(); i++) {
      text.add(i < used ? bounds.get(i).text() : "[MinKey, MaxKey]");
    }
    return text;
  }
}
