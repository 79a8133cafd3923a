package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A join one side of which can be looked up by a key or an index. As long as the other side has few
 * rows, each of them looks up what it needs; else all is hashed. Which it is turns out while the
 * join runs, since nobody knows beforehand how many rows there are.
 *
 * @param hash what is done where there are too many rows
 * @param ofRight looks up the right side for rows of the left
 * @param ofLeft looks up the left side for rows of the right; only of an inner join
 */
record LookupJoin(Joined hash, Optional<Correlated> ofRight, Optional<Correlated> ofLeft)
    implements Operator {
  /** How many rows of one side look up the other's. */
  private static final int MAX_ROWS = 500;

  @Override
  public void explain(Explanation text) {
    Operator[] sides = {hash.left(), hash.right()};
    ofRight.ifPresent(lookup -> sides[1] = lookup.right());
    if (ofRight.isEmpty()) {
      ofLeft.ifPresent(lookup -> sides[0] = lookup.right());
    }
    text.line(
        hash.type()
            + " join, the "
            + (ofRight.isPresent() ? "second" : "first")
            + " input by each row of the other, or hashed beyond "
            + MAX_ROWS
            + " rows",
        sides);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    Rows left = hash.left().open(environment);
    if (ofRight.isPresent()) {
      List<Object> first = begin(left, environment);
      if (first.size() < MAX_ROWS) {
        left.close();
        return ofRight.get().open(ListRows.of(first), environment);
      }
      left = new Continued(first, left);
    }
    Rows right = hash.right().open(environment);
    if (ofLeft.isPresent()) {
      List<Object> first = begin(right, environment);
      if (first.size() < MAX_ROWS) {
        left.close();
        right.close();
        return new Exchanged(
            ofLeft.get().open(ListRows.of(first), environment), ofLeft.get().leftWidth());
      }
      right = new Continued(first, right);
    }
    return hash.open(left, right, environment);
  }

  /** The rows up to the limit; fewer are all. */
  private static List<Object> begin(Rows rows, @Nullable Object[] environment) {
    List<Object> first = new ArrayList<>();
    Attempt attempt = Attempt.of(environment);
    while (first.size() < MAX_ROWS && rows.next()) {
      attempt.tick();
      attempt.hold(RowSize.of(rows.current()));
      first.add(rows.current());
    }
    return first;
  }

  /** Rows that have been read already, and those that come after them. */
  private static final class Continued implements Rows {
    private final Rows first;
    private final Rows rest;
    private boolean isFirst = true;

    Continued(List<Object> first, Rows rest) {
      this.first = ListRows.of(first);
      this.rest = rest;
    }

    @Override
    public boolean next() {
      isFirst = isFirst && first.next();
      return isFirst || rest.next();
    }

    @Override
    public Object current() {
      return isFirst ? first.current() : rest.current();
    }

    @Override
    public void close() {
      rest.close();
    }
  }

  /** Rows whose two halves stand the wrong way round. */
  private record Exchanged(Rows rows, int firstWidth) implements Rows {
    @Override
    public boolean next() {
      return rows.next();
    }

    @Override
    public Object current() {
      @Nullable Object[] row = (@Nullable Object[]) rows.current();
      @Nullable Object[] exchanged = new Object[row.length];
      int secondWidth = row.length - firstWidth;
      System.arraycopy(row, firstWidth, exchanged, 0, secondWidth);
      System.arraycopy(row, 0, exchanged, secondWidth, firstWidth);
      return exchanged;
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
