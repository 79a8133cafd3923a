package org.duetdb.driver;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.duetdb.sql.SqlRows;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * The forward-only result of a query: rows are computed while they are read. It holds the query's
 * snapshot until its end or until it is closed.
 */
final class StreamingResultSet extends DuetResultSet {
  /** Neighbours in {@link OpenResults}, which alone uses these. */
  @Nullable StreamingResultSet older;

  @Nullable StreamingResultSet younger;

  private final ExecutingStatement statement;
  private final Turn turn;
  private SqlRows rows;
  private final int width;
  private long position;
  private boolean onRow;
  private boolean ahead; // the first row has been fetched to see whether there is one
  private boolean ended;
  private volatile boolean closed;
  private int fetchSize;

  /** Made while the statement has its turn. */
  StreamingResultSet(ExecutingStatement statement, ResultShape shape, SqlRows rows) {
    super(statement.connection(), shape);
    this.statement = statement;
    this.turn = statement.connection().turn();
    this.rows = rows;
    this.width = shape.width();
    this.fetchSize = statement.fetchSize();
    statement.connection().openResults().add(this);
  }

  @Override
  @Nullable Object value(int column) throws SQLException {
    if (!onRow || column < 1 || column > width) {
      throw unreadable(column);
    }
    try {
      return rows.value(column - 1);
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  private SQLException unreadable(int column) throws SQLException {
    requireOpen();
    shape().requireColumn(column);
    return SqlExceptions.refusal(
        SqlState.INVALID_CURSOR,
        position == 0
            ? "the result set is before its first row; call next() first"
            : "the result set is after its last row");
  }

  @Override
  public boolean next() throws SQLException {
    turn.take(statement);
    try {
      requireOpen();
      onRow = ahead || advance();
      ahead = false;
      if (onRow) {
        position++;
      }
      return onRow;
    } finally {
      turn.give();
    }
  }

  private boolean advance() throws SQLException {
    if (ended) {
      return false;
    }
    try {
      boolean more = false;
      try {
        more = rows.next();
        return more;
      } finally {
        if (!more) {
          end();
        }
      }
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    }
  }

  /** Gives up the rows; the result set stays open, after its last row. */
  private void end() {
    onRow = false;
    ended = true;
    connection().openResults().remove(this);
    rows.close();
  }

  /** Survives the commit in memory, or closes. The caller has the turn. */
  void beforeCommit() {
    if (!statement.kind().isHeld()) {
      release();
    } else if (!(rows instanceof HeldRows)) {
      rows = new HeldRows(rows, onRow || ahead, connection().rowBudget());
    }
  }

  @Override
  void release() {
    if (!closed) {
      closed = true;
      if (!ended) {
        end();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    turn.take(statement);
    try {
      release();
    } catch (RuntimeException failure) {
      throw SqlExceptions.of(failure);
    } finally {
      turn.give();
    }
    statement.resultsClosed();
  }

  @Override
  public boolean isClosed() {
    return closed || connection().isClosed();
  }

  @Override
  void requireOpen() throws SQLException {
    if (closed) {
      throw SqlExceptions.refusal(SqlState.INVALID_CURSOR, "the result set is closed");
    }
    connection().requireOpen();
  }

  @Override
  public Statement getStatement() throws SQLException {
    requireOpen();
    return statement;
  }

  @Override
  public int getRow() throws SQLException {
    requireOpen();
    return onRow ? (int) Math.min(position, Integer.MAX_VALUE) : 0;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    turn.take(statement);
    try {
      requireOpen();
      if (position == 0 && !ahead) {
        ahead = advance();
      }
      return ahead;
    } finally {
      turn.give();
    }
  }

  @Override
  public boolean isFirst() throws SQLException {
    requireOpen();
    return onRow && position == 1;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    requireOpen();
    return ended && position > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw forwardOnly("isLast");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw forwardOnly("beforeFirst");
  }

  @Override
  public void afterLast() throws SQLException {
    throw forwardOnly("afterLast");
  }

  @Override
  public boolean first() throws SQLException {
    throw forwardOnly("first");
  }

  @Override
  public boolean last() throws SQLException {
    throw forwardOnly("last");
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    throw forwardOnly("absolute");
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw forwardOnly("relative");
  }

  @Override
  public boolean previous() throws SQLException {
    throw forwardOnly("previous");
  }

  private SQLException forwardOnly(String method) throws SQLException {
    requireOpen();
    return SqlExceptions.unsupported(
        method + " on a forward-only result set (ask for TYPE_SCROLL_INSENSITIVE)");
  }

  @Override
  public int getType() {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    requireOpen();
    return statement.getResultSetHoldability();
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    requireOpen();
    if (direction != FETCH_FORWARD) {
      throw forwardOnly("another direction than forward");
    }
  }

  @Override
  public int getFetchDirection() {
    return FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    requireOpen();
    fetchSize = ConfiguredStatement.requireNotNegative(rows, "a fetch size");
  }

  @Override
  public int getFetchSize() throws SQLException {
    requireOpen();
    return fetchSize;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    requireOpen();
  }
}
