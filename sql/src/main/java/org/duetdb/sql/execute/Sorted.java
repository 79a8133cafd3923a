package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Rows in order, and of those some left out and some let through. With a limit only as many rows
 * are kept as can still be among the first.
 */
record Sorted(Operator input, RowOrder order, RowLimit limit) implements Operator {
  /** Up to how many rows a heap is cheaper than sorting all. */
  private static final long HEAP_ROWS = 10_000;

  @Override
  public void explain(Explanation text) {
    text.line("sort" + (limit == RowLimit.NONE ? "" : ", limited"), input);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    long skip = limit.skip(environment);
    long count = limit.count(environment);
    if (count == 0) {
      return Rows.EMPTY;
    }
    long wanted = count > Long.MAX_VALUE - skip ? Long.MAX_VALUE : skip + count;
    Comparator<Entry> comparator =
        (left, right) -> {
          int byKeys = order.compare(left.keys, right.keys);
          return byKeys != 0 ? byKeys : Long.compare(left.place, right.place);
        };
    List<Entry> entries = new ArrayList<>(read(environment, wanted, comparator));
    entries.sort(comparator);
    long end = Math.min(entries.size(), wanted);
    return new ListRows<>(
        entries.subList((int) Math.min(skip, end), (int) end), entry -> entry.row);
  }

  private Collection<Entry> read(
      @Nullable Object[] environment, long wanted, Comparator<Entry> comparator) {
    boolean heaped = wanted <= HEAP_ROWS;
    Collection<Entry> entries =
        heaped ? new PriorityQueue<>(comparator.reversed()) : new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    try (Rows rows = input.open(environment)) {
      long place = 0;
      while (rows.next()) {
        attempt.tick();
        Object row = rows.current();
        Entry entry = new Entry(row, order.keys(row, environment), place++);
        if (heaped && entries.size() == wanted) {
          replaceLast((PriorityQueue<Entry>) entries, entry, comparator);
        } else {
          attempt.hold(RowSize.of(row) + RowSize.of(entry.keys));
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  private static void replaceLast(
      PriorityQueue<Entry> first, Entry entry, Comparator<Entry> comparator) {
    if (comparator.compare(entry, first.peek()) < 0) {
      first.poll();
      first.add(entry);
    }
  }

  /** A row with what it is compared by; the place makes the sort stable. */
  private record Entry(Object row, @Nullable Object[] keys, long place) {}
}
