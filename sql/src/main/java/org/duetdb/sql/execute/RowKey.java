package org.duetdb.sql.execute;

import java.util.Arrays;
import org.duetdb.sql.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/** Values as the key of a hash table, by the equality of {@link ValueOrder}; NULL equals NULL. */
final class RowKey {
  private static final RowKey NULL = new RowKey(new Object[1]);

  private final @Nullable Object[] values;
  private final int hash;

  private RowKey(@Nullable Object[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  /** The key that one or several values are. */
  static Object of(@Nullable Object[] values) {
    if (values.length == 1) {
      return ofOne(values[0]);
    }
    @Nullable Object[] keys = new Object[values.length];
    for (int i = 0; i < keys.length; i++) {
      Object value = values[i];
      keys[i] = value == null ? null : ValueOrder.key(value);
    }
    return new RowKey(keys);
  }

  /** The key that one value is. */
  static Object ofOne(@Nullable Object value) {
    return value == null ? NULL : ValueOrder.key(value);
  }

  /** The key that a value and others are. */
  static Object of(@Nullable Object first, @Nullable Object[] more) {
    if (more.length == 0) {
      return ofOne(first);
    }
    @Nullable Object[] values = new Object[1 + more.length];
    values[0] = first;
    System.arraycopy(more, 0, values, 1, more.length);
    return of(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowKey key && hash == key.hash && Arrays.equals(values, key.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
