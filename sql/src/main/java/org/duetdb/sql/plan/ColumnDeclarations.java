package org.duetdb.sql.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.grammar.PlainSelect;
import org.duetdb.sql.grammar.SqlText;
import org.duetdb.sql.type.DuetTypeFactory;

/**
 * The types that columns are declared with: the standard's, and the words that others use for them.
 */
final class ColumnDeclarations {
  private ColumnDeclarations() {}

  /** The type that a declaration means. */
  static RelDataType type(SqlDataTypeSpec spec, QueryPlanner planner) {
    if (spec.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec named) {
      SqlTypeName alias = alias(named.getTypeName().toString());
      if (alias == SqlTypeName.OTHER) {
        throw new SqlFailure(
            SqlState.UNDEFINED_OBJECT,
            "there is no type '" + named.getTypeName() + "'",
            planner.sql(),
            SqlText.position(spec.getParserPosition()));
      }
      return DuetTypeFactory.INSTANCE.createSqlType(alias);
    }
    SqlNode typed =
        SqlStdOperatorTable.CAST.createCall(
            spec.getParserPosition(), SqlLiteral.createNull(SqlParserPos.ZERO), spec);
    var query = PlainSelect.of(new SqlNodeList(List.of(typed), SqlParserPos.ZERO), null, null);
    RelDataType type =
        planner.algebra(query, Map.of()).algebra().getRowType().getFieldList().get(0).getType();
    boolean limited = type.getSqlTypeName() == SqlTypeName.VARCHAR;
    return limited && planner.conformance() == Conformance.LENIENT
        ? DuetTypeFactory.INSTANCE.createSqlType(SqlTypeName.VARCHAR)
        : type;
  }

  /** The standard's type behind another name; OTHER if there is none. */
  static SqlTypeName alias(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "TEXT", "STRING", "LONGVARCHAR", "NVARCHAR", "NTEXT", "CITEXT" -> SqlTypeName.VARCHAR;
      case "BYTEA", "IMAGE", "LONGVARBINARY" -> SqlTypeName.VARBINARY;
      case "INT2" -> SqlTypeName.SMALLINT;
      case "INT4", "MEDIUMINT" -> SqlTypeName.INTEGER;
      case "INT8", "LONG" -> SqlTypeName.BIGINT;
      case "FLOAT4" -> SqlTypeName.REAL;
      case "FLOAT8" -> SqlTypeName.DOUBLE;
      case "NUMBER" -> SqlTypeName.DECIMAL;
      case "BOOL", "BIT" -> SqlTypeName.BOOLEAN;
      case "DATETIME", "SMALLDATETIME", "TIMESTAMPTZ" -> SqlTypeName.TIMESTAMP;
      case "JSON", "JSONB", "DOCUMENT", "OBJECT" -> SqlTypeName.ANY;
      default -> SqlTypeName.OTHER;
    };
  }
}
