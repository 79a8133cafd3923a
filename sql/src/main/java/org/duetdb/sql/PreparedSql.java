package org.duetdb.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is parsed, checked and planned, and can be executed any number of times by its
 * session. When a table changes its shape the statement is planned again at the next execution;
 * {@link #columns()} then tells the new shape.
 */
public interface PreparedSql {

  /** The text as it was given. */
  String text();

  /** What the statement does. */
  StatementKind kind();

  /** The {@code ?} marks, in order. */
  List<SqlParameter> parameters();

  /** The columns of the rows that the statement returns; empty if it returns none. */
  List<SqlColumn> columns();

  /**
   * Runs the statement once.
   *
   * @param parameters one value for each {@code ?}, as a value of the class that {@link
   *     SqlType#javaClass()} names or of any class that converts to it; null is SQL's NULL
   */
  SqlResult execute(@Nullable Object[] parameters, ExecutionOptions options);
}
