package org.duetdb.driver.metadata;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.sql.SqlColumn;
import org.duetdb.sql.SqlType;

/** Names and types the columns of a result that no query makes. */
public final class Columns {
  private final List<SqlColumn> columns = new ArrayList<>();

  /** Adds a column that can be null. */
  public Columns add(String name, SqlType type) {
    columns.add(new SqlColumn(name, name, "", "", type, type.name(), 0, 0, true, false));
    return this;
  }

  /** Adds columns of text that can be null. */
  public Columns texts(String... names) {
    for (String name : names) {
      add(name, SqlType.VARCHAR);
    }
    return this;
  }

  /** Adds columns of whole numbers that can be null. */
  public Columns numbers(String... names) {
    for (String name : names) {
      add(name, SqlType.INTEGER);
    }
    return this;
  }

  /** All columns, in order. */
  public List<SqlColumn> list() {
    return List.copyOf(columns);
  }
}
