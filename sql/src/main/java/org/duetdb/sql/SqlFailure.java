package org.duetdb.sql;

import java.util.Optional;

/**
 * What SQL itself refuses: a text, a name, a type, a value. What the engine refuses stays a {@link
 * org.duetdb.api.error.DuetException}; {@link SqlStates} knows the SQLSTATE of both.
 */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SqlState state;
  private final transient Optional<SqlPosition> position;

  public SqlFailure(SqlState state, String message) {
    super(message);
    this.state = state;
    this.position = Optional.empty();
  }

  public SqlFailure(SqlState state, String message, Throwable cause) {
    super(message, cause);
    this.state = state;
    this.position = Optional.empty();
  }

  /** A failure at a place; the message ends with that line of {@code sql} and a caret below it. */
  public SqlFailure(SqlState state, String message, String sql, SqlPosition position) {
    super(message + position.excerpt(sql));
    this.state = state;
    this.position = Optional.of(position);
  }

  /** A failure at a place, found by somebody else. */
  public SqlFailure(
      SqlState state, String message, String sql, SqlPosition position, Throwable cause) {
    super(message + position.excerpt(sql), cause);
    this.state = state;
    this.position = Optional.of(position);
  }

  /** The SQLSTATE. */
  public SqlState state() {
    return state;
  }

  /** Where in the text, if the failure has a place. */
  public Optional<SqlPosition> position() {
    return position;
  }
}
