package org.duetdb.sql.plan;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** The functions that SQL text may call: the standard's and PostgreSQL's. */
final class DuetOperators {
  /** PostgreSQL's, whose unit is a text; Calcite knows only those whose unit is a word. */
  private static final SqlOperator DATE_TRUNC =
      SqlBasicFunction.create(
          "DATE_TRUNC",
          ReturnTypes.TIMESTAMP_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME),
          SqlFunctionCategory.TIMEDATE);

  private static final SqlOperator DATE_PART =
      SqlBasicFunction.create(
          "DATE_PART",
          ReturnTypes.BIGINT_NULLABLE,
          OperandTypes.family(SqlTypeFamily.CHARACTER, SqlTypeFamily.DATETIME),
          SqlFunctionCategory.TIMEDATE);

  /** PostgreSQL's form of NEXT VALUE FOR. */
  static final SqlOperator NEXTVAL =
      SqlBasicFunction.create(
              "NEXTVAL", ReturnTypes.BIGINT, OperandTypes.CHARACTER, SqlFunctionCategory.SYSTEM)
          .withDeterministic(false);

  static final SqlOperatorTable TABLE =
      SqlOperatorTables.chain(
          SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
              SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL),
          SqlOperatorTables.of(DATE_TRUNC, DATE_PART, NEXTVAL));

  private DuetOperators() {}
}
