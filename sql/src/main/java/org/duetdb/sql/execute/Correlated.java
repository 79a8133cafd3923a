package org.duetdb.sql.execute;

import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** A join whose right side is computed anew for each row of the left side. */
record Correlated(
    Operator left, Operator right, int slot, int leftWidth, int rightWidth, JoinRelType type)
    implements Operator {

  @Override
  public void explain(Explanation text) {
    text.line(type + " join, the second input anew for each row of the first", left, right);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    return open(left.open(environment), environment);
  }

  /** The same with rows of the left side that are there already. */
  Rows open(Rows leftRows, @Nullable Object[] environment) {
    return new CorrelatedRows(leftRows, environment);
  }

  private final class CorrelatedRows implements Rows {
    private final Rows leftRows;
    private final @Nullable Object[] environment;
    private final Attempt attempt;
    private Rows rightRows = Rows.EMPTY;
    private @Nullable Object[] row = Rows.NO_VALUES;
    private @Nullable Object[] leftRow = Rows.NO_VALUES;
    private boolean matched = true;

    CorrelatedRows(Rows leftRows, @Nullable Object[] environment) {
      this.leftRows = leftRows;
      this.environment = environment;
      this.attempt = Attempt.of(environment);
    }

    @Override
    public boolean next() {
      while (true) {
        attempt.tick();
        if (nextRight()) {
          return true;
        }
        rightRows.close();
        rightRows = Rows.EMPTY;
        if (!matched && (type == JoinRelType.LEFT || type == JoinRelType.ANTI)) {
          matched = true;
          row = type.projectsRight() ? both(null) : leftRow;
          return true;
        }
        if (!leftRows.next()) {
          return false;
        }
        leftRow = (@Nullable Object[]) leftRows.current();
        environment[slot] = leftRow;
        matched = false;
        rightRows = right.open(environment);
      }
    }

    /** Moves to the next row that the current left row gives together with the right side. */
    private boolean nextRight() {
      if (!rightRows.next()) {
        return false;
      }
      boolean first = !matched;
      matched = true;
      if (type.projectsRight()) {
        row = both((@Nullable Object[]) rightRows.current());
        return true;
      }
      rightRows.close();
      rightRows = Rows.EMPTY;
      row = leftRow;
      return first && type == JoinRelType.SEMI;
    }

    private @Nullable Object[] both(@Nullable Object @Nullable [] rightRow) {
      @Nullable Object[] values = new Object[leftWidth + rightWidth];
      System.arraycopy(leftRow, 0, values, 0, leftWidth);
      if (rightRow != null) {
        System.arraycopy(rightRow, 0, values, leftWidth, rightWidth);
      }
      return values;
    }

    @Override
    public Object current() {
      return row;
    }

    @Override
    public void close() {
      rightRows.close();
      leftRows.close();
    }
  }
}
