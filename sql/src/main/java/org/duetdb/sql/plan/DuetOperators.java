package org.duetdb.sql.plan;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
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

  /** The value that the session has drawn last. */
  static final SqlOperator CURRVAL =
      SqlBasicFunction.create(
              "CURRVAL", ReturnTypes.BIGINT, OperandTypes.CHARACTER, SqlFunctionCategory.SYSTEM)
          .withDeterministic(false);

  /** What GENERATE_SERIES in FROM is the elements of; nobody else calls it, hence the name. */
  static final SqlOperator SERIES =
      SqlBasicFunction.create(
          "$SERIES",
          DuetOperators::series,
          OperandTypes.or(
              OperandTypes.family(SqlTypeFamily.EXACT_NUMERIC, SqlTypeFamily.EXACT_NUMERIC),
              OperandTypes.family(
                  SqlTypeFamily.EXACT_NUMERIC,
                  SqlTypeFamily.EXACT_NUMERIC,
                  SqlTypeFamily.EXACT_NUMERIC)),
          SqlFunctionCategory.NUMERIC);

  /** A value as one of type ANY, which compares with everything. */
  static final SqlOperator OPEN =
      SqlBasicFunction.create(
          "$OPEN",
          ReturnTypes.explicit(SqlTypeName.ANY).andThen(SqlTypeTransforms.TO_NULLABLE),
          OperandTypes.ANY,
          SqlFunctionCategory.SYSTEM);

  private static final SqlOperator NOW =
      SqlBasicFunction.create(
              "NOW", ReturnTypes.TIMESTAMP, OperandTypes.NILADIC, SqlFunctionCategory.TIMEDATE)
          .withDynamic(true);

  private static final SqlOperator CURRENT_DATABASE =
      SqlBasicFunction.create(
              "CURRENT_DATABASE",
              ReturnTypes.VARCHAR_2000,
              OperandTypes.NILADIC,
              SqlFunctionCategory.SYSTEM)
          .withDynamic(true);

  private static final SqlOperator VERSION =
      SqlBasicFunction.create(
          "VERSION", ReturnTypes.VARCHAR_2000, OperandTypes.NILADIC, SqlFunctionCategory.SYSTEM);

  private static final SqlOperator TRUNC =
      SqlBasicFunction.create(
          "TRUNC",
          ReturnTypes.ARG0_NULLABLE,
          OperandTypes.NUMERIC_OPTIONAL_INTEGER,
          SqlFunctionCategory.NUMERIC);

  private static final SqlOperator ARRAY_LENGTH =
      SqlBasicFunction.create(
          "ARRAY_LENGTH",
          ReturnTypes.INTEGER.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.family(SqlTypeFamily.ARRAY, SqlTypeFamily.INTEGER),
          SqlFunctionCategory.SYSTEM);

  /** Ours stand first, so that they are found instead of the standard's. */
  static final SqlOperatorTable TABLE =
      SqlOperatorTables.chain(
          SqlOperatorTables.of(MomentOperator.PLUS, MomentOperator.MINUS),
          SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
              SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL),
          SqlOperatorTables.of(
              DATE_TRUNC,
              DATE_PART,
              NEXTVAL,
              CURRVAL,
              SERIES,
              OPEN,
              NOW,
              CURRENT_DATABASE,
              VERSION,
              TRUNC,
              ARRAY_LENGTH,
              SqlLibraryOperators.REVERSE));

  private static RelDataType series(SqlOperatorBinding call) {
    boolean small =
        call.collectOperandTypes().stream()
            .noneMatch(type -> type.getSqlTypeName() == SqlTypeName.BIGINT);
    RelDataTypeFactory types = call.getTypeFactory();
    return types.createArrayType(
        types.createSqlType(small ? SqlTypeName.INTEGER : SqlTypeName.BIGINT), -1);
  }

  private DuetOperators() {}
}
