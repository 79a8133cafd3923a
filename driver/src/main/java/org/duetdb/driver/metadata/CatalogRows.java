package org.duetdb.driver.metadata;

import java.util.List;
import org.duetdb.sql.SqlColumn;
import org.jspecify.annotations.Nullable;

/**
 * One answer in rows.
 *
 * @param columns the columns
 * @param rows one array per row, as long as the columns, in order
 */
public record CatalogRows(List<SqlColumn> columns, List<@Nullable Object[]> rows) {

  /** An answer without rows. */
  static CatalogRows none(Columns columns) {
    return new CatalogRows(columns.list(), List.of());
  }
}
