package org.duetdb.sql.execute;

import java.util.Arrays;
import org.duetdb.sql.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/** Values as the key of a hash table, by the equality of {@link ValueOrder}; NULL equals NULL. */
final class RowKey {
  private final @Nullable Object[] values;
  private final int hash;

  private RowKey(@Nullable Object[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  /** The key that one or several values are. */
  static Object of(@Nullable Object[] values) {
    if (values.length == 1 && values[0] != null) {
      return ValueOrder.key(values[0]);
    }
    @Nullable Object[] keys = new Object[values.length];
    for (int i = 0; i < keys.length; i++) {
      Object value = values[i];
      keys[i] = value == null ? null : ValueOrder.key(value);
    }
    return new RowKey(keys);
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
