package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a join's right side, found by the values that must be equal. A NULL among them equals
 * nothing.
 */
final class JoinTable {
  private final Expression[] keys;
  private final List<Entry> all = new ArrayList<>();
  private final Map<Object, List<Entry>> byKey = new HashMap<>();

  JoinTable(Expression[] keys) {
    this.keys = keys;
  }

  void fill(Rows rows, @Nullable Object[] environment) {
    Attempt attempt = Attempt.of(environment);
    while (rows.next()) {
      attempt.tick();
      attempt.hold(RowSize.of(rows.current()) + 32);
      Entry entry = new Entry((@Nullable Object[]) rows.current());
      all.add(entry);
      Object key = key(keys, entry.row, environment);
      if (key != null) {
        byKey.computeIfAbsent(key, ignored -> new ArrayList<>(1)).add(entry);
      }
    }
  }

  /** The entries that may match a row of the left side. */
  List<Entry> candidates(
      Expression[] leftKeys, @Nullable Object[] leftRow, @Nullable Object[] environment) {
    if (keys.length == 0) {
      return all;
    }
    Object key = key(leftKeys, leftRow, environment);
    return key == null ? List.of() : byKey.getOrDefault(key, List.of());
  }

  /** The entries that no row of the left side has matched. */
  List<Entry> unmatched() {
    return all.stream().filter(entry -> !entry.matched).toList();
  }

  private static @Nullable Object key(
      Expression[] keys, @Nullable Object[] row, @Nullable Object[] environment) {
    if (keys.length == 0) {
      return null;
    }
    @Nullable Object[] values = Projected.row(keys, row, environment);
    for (Object value : values) {
      if (value == null) {
        return null;
      }
    }
    return RowKey.of(values);
  }

  /** A row of the right side. */
  static final class Entry {
    private final @Nullable Object[] row;
    private boolean matched;

    Entry(@Nullable Object[] row) {
      this.row = row;
    }

    @Nullable Object[] row() {
      return row;
    }

    void match() {
      matched = true;
    }
  }
}
