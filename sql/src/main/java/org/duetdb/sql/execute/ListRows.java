package org.duetdb.sql.execute;

import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows that are already in memory. */
final class ListRows<T> implements Rows {
  private final Iterator<? extends T> iterator;
  private final Function<T, Object> row;
  private @Nullable T element;

  ListRows(Iterable<? extends T> rows, Function<T, Object> row) {
    this.iterator = rows.iterator();
    this.row = row;
  }

  /** Rows that are what they are. */
  static Rows of(Iterable<Object> rows) {
    return new ListRows<>(rows, Function.identity());
  }

  @Override
  public boolean next() {
    element = iterator.hasNext() ? iterator.next() : null;
    return element != null;
  }

  @Override
  public Object current() {
    if (element == null) {
      throw new IllegalStateException("there is no row");
    }
    return row.apply(element);
  }

  @Override
  public void close() {}
}
