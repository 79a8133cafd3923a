package org.duetdb.sql;

import java.util.List;

/**
 * Which values of inserted rows a caller wants back.
 *
 * @param wanted whether any
 * @param columns the columns' names; empty for the primary key and every generated column
 */
public record GeneratedKeys(boolean wanted, List<String> columns) {

  /** No values. */
  public static final GeneratedKeys NONE = new GeneratedKeys(false, List.of());

  /** The primary key and every generated column. */
  public static final GeneratedKeys AUTOMATIC = new GeneratedKeys(true, List.of());

  /** The named columns. */
  public static GeneratedKeys of(List<String> columns) {
    return new GeneratedKeys(true, List.copyOf(columns));
  }
}
