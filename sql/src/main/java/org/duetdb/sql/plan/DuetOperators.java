package org.duetdb.sql.plan;

import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;

/** The functions that SQL text may call: the standard's and PostgreSQL's. */
final class DuetOperators {
  static final SqlOperatorTable TABLE =
      SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
          SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL);

  private DuetOperators() {}
}
