package org.duetdb.driver.metadata;

import java.sql.DatabaseMetaData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.duetdb.driver.value.JdbcType;
import org.duetdb.sql.SqlType;
import org.duetdb.sql.TableDescription;
import org.jspecify.annotations.Nullable;

/** Answers that are the same for every database, and those about what Duet has not. */
public final class FixedCatalog {
  private static final int MAX_DIGITS = 34;
  private static final int DECIMAL_RADIX = 10;

  private FixedCatalog() {}

  private static CatalogRows names(String column, List<String> names) {
    List<@Nullable Object[]> rows =
        names.stream().sorted().map(name -> new @Nullable Object[] {name}).toList();
    return new CatalogRows(new Columns().texts(column).list(), rows);
  }

  /** What {@code getCatalogs} answers. */
  public static CatalogRows catalogs(String catalog) {
    return names("TABLE_CAT", List.of(catalog));
  }

  /** What {@code getTableTypes} answers. */
  public static CatalogRows tableTypes() {
    return names(
        "TABLE_TYPE",
        Arrays.stream(TableDescription.Kind.values())
            .map(TableCatalog::tableType)
            .distinct()
            .toList());
  }

  /** What {@code getSchemas} answers. */
  public static CatalogRows schemas(
      String catalog,
      List<String> schemas,
      @Nullable String wantedCatalog,
      @Nullable String pattern) {
    NamePattern wanted = NamePattern.of(pattern);
    List<@Nullable Object[]> rows =
        schemas.stream()
            .filter(name -> wantedCatalog == null || wantedCatalog.equalsIgnoreCase(catalog))
            .filter(wanted::matches)
            .sorted()
            .map(name -> new @Nullable Object[] {name, catalog})
            .toList();
    return new CatalogRows(new Columns().texts("TABLE_SCHEM", "TABLE_CATALOG").list(), rows);
  }

  /** What {@code getClientInfoProperties} answers. */
  public static CatalogRows clientInfo(String applicationName) {
    var columns =
        new Columns().texts("NAME").numbers("MAX_LEN").texts("DEFAULT_VALUE", "DESCRIPTION");
    return new CatalogRows(
        columns.list(),
        List.<@Nullable Object[]>of(
            new @Nullable Object[] {
              applicationName, JdbcType.LONGEST, "", "the session's name in errors and views"
            }));
  }

  /** What {@code getTypeInfo} answers. */
  public static CatalogRows types() {
    var columns =
        new Columns()
            .texts("TYPE_NAME")
            .numbers("DATA_TYPE", "PRECISION")
            .texts("LITERAL_PREFIX", "LITERAL_SUFFIX", "CREATE_PARAMS")
            .add("NULLABLE", SqlType.SMALLINT)
            .add("CASE_SENSITIVE", SqlType.BOOLEAN)
            .add("SEARCHABLE", SqlType.SMALLINT)
            .add("UNSIGNED_ATTRIBUTE", SqlType.BOOLEAN)
            .add("FIXED_PREC_SCALE", SqlType.BOOLEAN)
            .add("AUTO_INCREMENT", SqlType.BOOLEAN)
            .texts("LOCAL_TYPE_NAME")
            .add("MINIMUM_SCALE", SqlType.SMALLINT)
            .add("MAXIMUM_SCALE", SqlType.SMALLINT)
            .numbers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "NUM_PREC_RADIX");
    List<@Nullable Object[]> rows =
        Arrays.stream(SqlType.values())
            .filter(FixedCatalog::canBeDeclared)
            .sorted(Comparator.comparing(type -> JdbcType.of(type).code()))
            .map(FixedCatalog::typeRow)
            .toList();
    return new CatalogRows(columns.list(), rows);
  }

  private static boolean canBeDeclared(SqlType type) {
    return switch (type) {
      case NULL, ARRAY, ROW, MAP, INTERVAL_DAY_TIME, INTERVAL_YEAR_MONTH -> false;
      default -> true;
    };
  }

  private static @Nullable Object[] typeRow(SqlType type) {
    JdbcType jdbc = JdbcType.of(type);
    boolean number = JdbcType.isSigned(type);
    String name = type.name().replace('_', ' ');
    return new @Nullable Object[] {
      name,
      jdbc.code(),
      jdbc.precision(),
      literalPrefix(type),
      literalPrefix(type) == null ? null : "'",
      createParameters(type),
      DatabaseMetaData.typeNullable,
      JdbcType.isCaseSensitive(type),
      DatabaseMetaData.typeSearchable,
      !number,
      false,
      type == SqlType.INTEGER || type == SqlType.BIGINT,
      name,
      0,
      type == SqlType.DECIMAL ? MAX_DIGITS : 0,
      null,
      null,
      number ? DECIMAL_RADIX : null
    };
  }

  private static @Nullable String literalPrefix(SqlType type) {
    return switch (type) {
      case CHAR, VARCHAR -> "'";
      case BINARY, VARBINARY -> "X'";
      case DATE -> "DATE '";
      case TIME -> "TIME '";
      case TIMESTAMP -> "TIMESTAMP '";
      default -> null;
    };
  }

  private static @Nullable String createParameters(SqlType type) {
    return switch (type) {
      case CHAR, VARCHAR, BINARY, VARBINARY -> "length";
      case DECIMAL -> "precision,scale";
      default -> null;
    };
  }
}
