package org.duetdb.driver;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * A result that is in memory from the start and can be read in any order: a scroll-insensitive
 * query, metadata, generated keys, the elements of an array. It holds no snapshot and takes no turn
 * on the connection.
 */
final class ScrollableResultSet extends DuetResultSet {
  private final @Nullable ExecutingStatement statement;
  private final List<@Nullable Object[]> rows;
  private int position; // 0 before the first row, rows.size() + 1 after the last
  private int direction = FETCH_FORWARD;
  private int fetchSize;
  private volatile boolean closed;

  /**
   * A result over {@code rows}, which must not change any more.
   *
   * @param statement whose result it is; null for results that no statement made
   */
  ScrollableResultSet(
      DuetConnection connection,
      @Nullable ExecutingStatement statement,
      ResultShape shape,
      List<@Nullable Object[]> rows) {
    super(connection, shape);
    this.statement = statement;
    this.rows = rows;
  }

  @Override
  @Nullable Object value(int column) throws SQLException {
    requireOpen();
    shape().requireColumn(column);
    if (position < 1 || position > rows.size()) {
      throw SqlExceptions.refusal(
          SqlState.INVALID_CURSOR, "the result set does not stand on a row");
    }
    return rows.get(position - 1)[column - 1];
  }

  @Override
  public boolean next() throws SQLException {
    return relative(1);
  }

  @Override
  public boolean previous() throws SQLException {
    return relative(-1);
  }

  @Override
  public boolean first() throws SQLException {
    return absolute(1);
  }

  @Override
  public boolean last() throws SQLException {
    return absolute(-1);
  }

  @Override
  public void beforeFirst() throws SQLException {
    moveTo(0);
  }

  @Override
  public void afterLast() throws SQLException {
    moveTo(rows.size() + 1L);
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    return moveTo(row >= 0 ? row : rows.size() + 1L + row);
  }

  @Override
  public boolean relative(int distance) throws SQLException {
    return moveTo((long) position + distance);
  }

  private boolean moveTo(long row) throws SQLException {
    requireOpen();
    position = (int) Math.max(0, Math.min(row, rows.size() + 1L));
    return position >= 1 && position <= rows.size();
  }

  @Override
  public int getRow() throws SQLException {
    requireOpen();
    return position <= rows.size() ? position : 0;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    requireOpen();
    return position == 0 && !rows.isEmpty();
  }

  @Override
  public boolean isFirst() throws SQLException {
    requireOpen();
    return position == 1 && !rows.isEmpty();
  }

  @Override
  public boolean isLast() throws SQLException {
    requireOpen();
    return position == rows.size() && !rows.isEmpty();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    requireOpen();
    return position > rows.size() && !rows.isEmpty();
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    if (statement != null) {
      statement.resultsClosed();
    }
  }

  @Override
  void release() {
    closed = true;
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
  public @Nullable Statement getStatement() throws SQLException {
    requireOpen();
    return statement;
  }

  @Override
  public int getType() {
    return TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public int getHoldability() {
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public void setFetchDirection(int wanted) throws SQLException {
    requireOpen();
    direction = ConfiguredStatement.requireDirection(wanted);
  }

  @Override
  public int getFetchDirection() {
    return direction;
  }

  @Override
  public void setFetchSize(int wanted) throws SQLException {
    requireOpen();
    fetchSize = ConfiguredStatement.requireNotNegative(wanted, "a fetch size");
  }

  @Override
  public int getFetchSize() {
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
