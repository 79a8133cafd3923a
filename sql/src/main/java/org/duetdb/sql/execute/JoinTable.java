package org.duetdb.sql.execute;

import java.util.HashMap;
import java.util.Map;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a join's right side, found by the values that must be equal. A NULL among them equals
 * nothing. Rows with the same values are chained in the order in which they came.
 */
final class JoinTable {
  private static final Object WHOLE = new Object();

  private final Expression[] keys;
  private final Map<Object, Entry> byKey = new HashMap<>();
  private @Nullable Entry first;
  private @Nullable Entry last;

  JoinTable(Expression[] keys) {
    this.keys = keys;
  }

  void fill(Rows rows, @Nullable Object[] environment) {
    Attempt attempt = Attempt.of(environment);
    while (rows.next()) {
      attempt.tick();
      attempt.hold(RowSize.of(rows.current()) + 48);
      Entry entry = new Entry((@Nullable Object[]) rows.current());
      append(entry);
      Object key = key(keys, entry.row, environment);
      if (key != null) {
        chain(key, entry);
      }
    }
  }

  private void append(Entry entry) {
    if (last == null) {
      first = entry;
    } else {
      last.following = entry;
    }
    last = entry;
  }

  private void chain(Object key, Entry entry) {
    Entry head = byKey.putIfAbsent(key, entry);
    if (head != null) {
      head.tail.next = entry;
      head.tail = entry;
    }
  }

  /** The first entry that may match a row of the left side; null if there is none. */
  @Nullable Entry candidates(
      Expression[] leftKeys, @Nullable Object[] leftRow, @Nullable Object[] environment) {
    Object key = key(leftKeys, leftRow, environment);
    return key == null ? null : byKey.get(key);
  }

  /** All entries, see {@link Entry#following}. */
  @Nullable Entry first() {
    return first;
  }

  private static @Nullable Object key(
      Expression[] keys, @Nullable Object[] row, @Nullable Object[] environment) {
    if (keys.length == 0) {
      return WHOLE;
    }
    if (keys.length == 1) {
      Object value = keys[0].value(row, environment);
      return value == null ? null : RowKey.ofOne(value);
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
    private Entry tail = this;
    private @Nullable Entry next;
    private @Nullable Entry following;
    private boolean matched;

    Entry(@Nullable Object[] row) {
      this.row = row;
    }

    @Nullable Object[] row() {
      return row;
    }

    /** The next entry with the same values. */
    @Nullable Entry next() {
      return next;
    }

    /** The entry that came next. */
    @Nullable Entry following() {
      return following;
    }

    /** Notes that a row of the left side has matched it. */
    void match() {
      matched = true;
    }

    boolean isMatched() {
      return matched;
    }
  }
}
