package org.duetdb.sql;

/**
 * A place in a SQL text.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record SqlPosition(int line, int column) {

  /**
   * The line of {@code sql} at this place with a caret below the column, each on a line of its own.
   */
  public String excerpt(String sql) {
    String text = sql.lines().skip(line - 1L).findFirst().orElse("");
    return " at line "
        + line
        + ", column "
        + column
        + "\n"
        + text
        + "\n"
        + " ".repeat(column - 1)
        + "^";
  }
}
