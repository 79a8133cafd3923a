package org.duetdb.tools.run;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What one statement of a step gave. */
public sealed interface StatementResult {
  /** A few words for a report. */
  String describe();

  /** Rows or documents. */
  record Rows(List<Row> rows) implements StatementResult {
    /** Copies the list. */
    public Rows {
      rows = List.copyOf(rows);
    }

    @Override
    public String describe() {
      return rows.isEmpty()
          ? "no rows"
          : rows.stream().map(Row::toString).collect(Collectors.joining(" "));
    }
  }

  /**
   * How many rows or documents a write found.
   *
   * @param matched how many were inserted or deleted, or matched an update's condition
   * @param modified how many of them a document update changed; SQL does not tell
   */
  record Count(long matched, OptionalLong modified) implements StatementResult {
    @Override
    public String describe() {
      return modified.isEmpty()
          ? matched == 1 ? "1 row" : matched + " rows"
          : matched + " matched, " + modified.getAsLong() + " modified";
    }
  }

  /** Neither: it begins or ends a transaction, sets something or changes the catalog. */
  record Nothing() implements StatementResult {
    @Override
    public String describe() {
      return "";
    }
  }
}
