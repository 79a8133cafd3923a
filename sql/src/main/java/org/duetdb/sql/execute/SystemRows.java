package org.duetdb.sql.execute;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.sql.catalog.SystemTable;
import org.jspecify.annotations.Nullable;

/** The rows of a system view, made when they are read. */
record SystemRows(SystemTable.Name name) implements Operator {

  @Override
  public void explain(Explanation text) {
    text.line("system view " + name);
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    List<Object> rows =
        new ArrayList<>(Attempt.of(environment).execution().session().systemRows(name));
    return ListRows.of(rows);
  }
}
