package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.type.AnyValues;
import org.jspecify.annotations.Nullable;

/**
 * The answer of IN over a sub-query, in three values: true for a row that is there, unknown if a
 * NULL on either side could make it one, else false.
 */
final class Membership implements SubQueries.Answer {
  private final boolean[] widened;
  private final List<RelDataType> left;
  private final Set<Object> whole = new HashSet<>();

  /** The rows with a NULL; with several columns all, since the left side may be known in part. */
  private final List<@Nullable Object[]> partial = new ArrayList<>();

  private Membership(List<RelDataType> left, List<RelDataType> right) {
    this.left = left;
    this.widened = new boolean[left.size()];
    for (int i = 0; i < widened.length; i++) {
      boolean anyLeft = left.get(i).getSqlTypeName() == SqlTypeName.ANY;
      widened[i] = anyLeft != (right.get(i).getSqlTypeName() == SqlTypeName.ANY);
    }
  }

  static Membership of(
      Rows rows, List<RelDataType> left, List<RelDataType> right, Attempt attempt) {
    var members = new Membership(left, right);
    while (rows.next()) {
      attempt.tick();
      @Nullable Object[] row = members.comparable((@Nullable Object[]) rows.current(), right);
      boolean unknown = hasNull(row);
      boolean known = !unknown && members.whole.add(RowKey.of(row));
      if (unknown || known && row.length > 1) {
        members.partial.add(row);
      }
      if (unknown || known) {
        attempt.hold(RowSize.of(row));
      }
    }
    return members;
  }

  /** The row's values in a form that both sides share. */
  private @Nullable Object[] comparable(@Nullable Object[] row, List<RelDataType> types) {
    @Nullable Object[] values = new Object[widened.length];
    for (int i = 0; i < values.length; i++) {
      Object value = row[i];
      values[i] = value != null && widened[i] ? AnyValues.of(types.get(i), value) : value;
    }
    return values;
  }

  private static boolean hasNull(@Nullable Object[] row) {
    for (Object value : row) {
      if (value == null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable Boolean of(@Nullable Object[] values) {
    if (whole.isEmpty() && partial.isEmpty()) {
      return false;
    }
    @Nullable Object[] row = comparable(values, left);
    if (!hasNull(row)) {
      if (whole.contains(RowKey.of(row))) {
        return true;
      }
      return partial.stream().anyMatch(other -> mayEqual(row, other)) ? null : false;
    }
    boolean possible = row.length == 1 || partial.stream().anyMatch(other -> mayEqual(row, other));
    return possible ? null : false;
  }

  private static boolean mayEqual(@Nullable Object[] row, @Nullable Object[] other) {
    for (int i = 0; i < row.length; i++) {
      Object a = row[i];
      Object b = other[i];
      if (a != null
          && b != null
          && !RowKey.of(new Object[] {a}).equals(RowKey.of(new Object[] {b}))) {
        return false;
      }
    }
    return true;
  }
}
