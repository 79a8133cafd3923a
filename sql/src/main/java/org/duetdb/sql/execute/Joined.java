package org.duetdb.sql.execute;

import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.duetdb.sql.expression.Condition;
import org.duetdb.sql.expression.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A join: the right side is read into a table once, hashed by the columns that must be equal if
 * there are any, and the left side streams past it.
 */
final class Joined implements Operator {
  private static final @Nullable Object[] NO_ROW = new Object[0];

  private final Operator left;
  private final Operator right;
  private final int leftWidth;
  private final int rightWidth;
  private final Expression[] leftKeys;
  private final Expression[] rightKeys;
  private final Condition condition;
  private final JoinRelType type;

  /**
   * @param left rows of values
   * @param right rows of values
   * @param leftKeys what must be equal to {@code rightKeys}, over the left side's rows; may be
   *     empty
   * @param condition what else must hold, over both rows in one
   */
  Joined(
      Operator left,
      Operator right,
      int leftWidth,
      int rightWidth,
      List<Expression> leftKeys,
      List<Expression> rightKeys,
      Condition condition,
      JoinRelType type) {
    this.left = left;
    this.right = right;
    this.leftWidth = leftWidth;
    this.rightWidth = rightWidth;
    this.leftKeys = leftKeys.toArray(Expression[]::new);
    this.rightKeys = rightKeys.toArray(Expression[]::new);
    this.condition = condition;
    this.type = type;
  }

  @Override
  public void explain(Explanation text) {
    text.line(
        type
            + (leftKeys.length == 0
                ? " nested loop join"
                : " hash join on " + leftKeys.length + " keys")
            + ", the second input in memory",
        left,
        right);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    JoinTable table = table(right.open(environment), environment);
    return new JoinedRows(left.open(environment), table, environment);
  }

  /** The same with rows that are open already. */
  Rows open(Rows leftRows, Rows rightRows, @Nullable Object[] environment) {
    return new JoinedRows(leftRows, table(rightRows, environment), environment);
  }

  private JoinTable table(Rows rightRows, @Nullable Object[] environment) {
    var table = new JoinTable(rightKeys);
    try (rightRows) {
      table.fill(rightRows, environment);
    }
    return table;
  }

  Operator left() {
    return left;
  }

  Operator right() {
    return right;
  }

  JoinRelType type() {
    return type;
  }

  private final class JoinedRows implements Rows {
    private final Rows leftRows;
    private final JoinTable table;
    private final @Nullable Object[] environment;
    private final Attempt attempt;
    private @Nullable Object[] leftRow = NO_ROW;
    private @Nullable Object[] row = NO_ROW;
    private JoinTable.@Nullable Entry candidate;
    private JoinTable.@Nullable Entry leftOver;
    private boolean matched;
    private boolean leftDone;

    JoinedRows(Rows leftRows, JoinTable table, @Nullable Object[] environment) {
      this.leftRows = leftRows;
      this.table = table;
      this.environment = environment;
      this.attempt = Attempt.of(environment);
    }

    @Override
    public boolean next() {
      while (!leftDone) {
        if (nextMatch() || finishesLeftRow()) {
          return true;
        }
        nextLeftRow();
      }
      return nextUnmatchedRight();
    }

    private void nextLeftRow() {
      if (leftRows.next()) {
        leftRow = (@Nullable Object[]) leftRows.current();
        candidate = table.candidates(leftKeys, leftRow, environment);
        matched = false;
        return;
      }
      leftDone = true;
      leftOver = type.generatesNullsOnLeft() ? table.first() : null;
    }

    /** Moves to the next row that the left row gives together with a row of the right side. */
    private boolean nextMatch() {
      while (candidate != null) {
        JoinTable.Entry entry = candidate;
        candidate = entry.next();
        attempt.tick();
        @Nullable Object[] both = concatenated(leftRow, entry.row());
        if (condition.holds(both, environment)) {
          matched = true;
          entry.match();
          if (type.projectsRight()) {
            row = both;
            return true;
          }
          candidate = null;
        }
      }
      return false;
    }

    /** Whether the left row, now that it has met all its candidates, gives a row by itself. */
    private boolean finishesLeftRow() {
      if (leftRow == NO_ROW) {
        return false;
      }
      boolean alone = !matched && (type.generatesNullsOnRight() || type == JoinRelType.ANTI);
      boolean once = matched && type == JoinRelType.SEMI;
      row = type.projectsRight() && alone ? concatenated(leftRow, null) : leftRow;
      leftRow = NO_ROW;
      return alone || once;
    }

    private boolean nextUnmatchedRight() {
      while (leftOver != null) {
        JoinTable.Entry entry = leftOver;
        leftOver = entry.following();
        if (!entry.isMatched()) {
          row = concatenated(new Object[leftWidth], entry.row());
          return true;
        }
      }
      return false;
    }

    private @Nullable Object[] concatenated(
        @Nullable Object[] first, @Nullable Object @Nullable [] second) {
      @Nullable Object[] both = new Object[leftWidth + rightWidth];
      System.arraycopy(first, 0, both, 0, leftWidth);
      if (second != null) {
        System.arraycopy(second, 0, both, leftWidth, rightWidth);
      }
      return both;
    }

    @Override
    public Object current() {
      return row;
    }

    @Override
    public void close() {
      leftRows.close();
    }
  }
}
