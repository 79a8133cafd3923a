package org.duetdb.sql.expression;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the closures of one operator read the columns of their input. */
@FunctionalInterface
public interface InputColumns {
  /** Columns of a row of values. */
  InputColumns ROW = index -> (input, environment) -> ((@Nullable Object[]) input)[index];

  /** No columns: a row of VALUES, an INSERT's expressions. */
  InputColumns NONE =
      index -> {
        throw new IllegalStateException("no input has column " + index);
      };

  /** What reads the column counted from 0. */
  Expression column(int index);

  /**
   * What reads a nested field of a column without reading the column first.
   *
   * @return empty where there is no shorter way
   */
  default Optional<Expression> path(int index, List<String> fields) {
    return Optional.empty();
  }
}
