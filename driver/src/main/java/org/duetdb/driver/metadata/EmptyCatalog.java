package org.duetdb.driver.metadata;

import org.duetdb.sql.SqlType;

/** Answers about what Duet has not: the right columns, and no rows. */
public final class EmptyCatalog {

  private EmptyCatalog() {}

  /** What {@code getProcedures} answers. */
  public static CatalogRows procedures() {
    return CatalogRows.none(
        new Columns()
            .texts("PROCEDURE_CAT", "PROCEDURE_SCHEM", "PROCEDURE_NAME")
            .texts("RESERVED1", "RESERVED2", "RESERVED3", "REMARKS")
            .add("PROCEDURE_TYPE", SqlType.SMALLINT)
            .texts("SPECIFIC_NAME"));
  }

  /** What {@code getProcedureColumns} answers. */
  public static CatalogRows procedureColumns() {
    return CatalogRows.none(
        arguments("PROCEDURE_CAT", "PROCEDURE_SCHEM", "PROCEDURE_NAME")
            .texts("COLUMN_DEF")
            .numbers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH")
            .numbers("ORDINAL_POSITION")
            .texts("IS_NULLABLE", "SPECIFIC_NAME"));
  }

  /** What {@code getFunctions} answers: functions that users have declared. */
  public static CatalogRows functions() {
    return CatalogRows.none(
        new Columns()
            .texts("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME", "REMARKS")
            .add("FUNCTION_TYPE", SqlType.SMALLINT)
            .texts("SPECIFIC_NAME"));
  }

  /** What {@code getFunctionColumns} answers. */
  public static CatalogRows functionColumns() {
    return CatalogRows.none(
        arguments("FUNCTION_CAT", "FUNCTION_SCHEM", "FUNCTION_NAME")
            .numbers("CHAR_OCTET_LENGTH", "ORDINAL_POSITION")
            .texts("IS_NULLABLE", "SPECIFIC_NAME"));
  }

  private static Columns arguments(String catalog, String schema, String name) {
    return new Columns()
        .texts(catalog, schema, name, "COLUMN_NAME")
        .add("COLUMN_TYPE", SqlType.SMALLINT)
        .numbers("DATA_TYPE")
        .texts("TYPE_NAME")
        .numbers("PRECISION", "LENGTH")
        .add("SCALE", SqlType.SMALLINT)
        .add("RADIX", SqlType.SMALLINT)
        .add("NULLABLE", SqlType.SMALLINT)
        .texts("REMARKS");
  }

  /** What {@code getColumnPrivileges} answers. */
  public static CatalogRows columnPrivileges() {
    return CatalogRows.none(
        new Columns()
            .texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")
            .texts("GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE"));
  }

  /** What {@code getTablePrivileges} answers. */
  public static CatalogRows tablePrivileges() {
    return CatalogRows.none(
        new Columns()
            .texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME")
            .texts("GRANTOR", "GRANTEE", "PRIVILEGE", "IS_GRANTABLE"));
  }

  /** What {@code getVersionColumns} answers. */
  public static CatalogRows versionColumns() {
    return CatalogRows.none(
        new Columns()
            .add("SCOPE", SqlType.SMALLINT)
            .texts("COLUMN_NAME")
            .numbers("DATA_TYPE")
            .texts("TYPE_NAME")
            .numbers("COLUMN_SIZE", "BUFFER_LENGTH")
            .add("DECIMAL_DIGITS", SqlType.SMALLINT)
            .add("PSEUDO_COLUMN", SqlType.SMALLINT));
  }

  /** What {@code getUDTs} answers. */
  public static CatalogRows userTypes() {
    return CatalogRows.none(
        new Columns()
            .texts("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "CLASS_NAME")
            .numbers("DATA_TYPE")
            .texts("REMARKS")
            .add("BASE_TYPE", SqlType.SMALLINT));
  }

  /** What {@code getSuperTypes} answers. */
  public static CatalogRows superTypes() {
    return CatalogRows.none(
        new Columns()
            .texts("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME")
            .texts("SUPERTYPE_CAT", "SUPERTYPE_SCHEM", "SUPERTYPE_NAME"));
  }

  /** What {@code getSuperTables} answers. */
  public static CatalogRows superTables() {
    return CatalogRows.none(
        new Columns().texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "SUPERTABLE_NAME"));
  }

  /** What {@code getAttributes} answers. */
  public static CatalogRows attributes() {
    return CatalogRows.none(
        new Columns()
            .texts("TYPE_CAT", "TYPE_SCHEM", "TYPE_NAME", "ATTR_NAME")
            .numbers("DATA_TYPE")
            .texts("ATTR_TYPE_NAME")
            .numbers("ATTR_SIZE", "DECIMAL_DIGITS", "NUM_PREC_RADIX", "NULLABLE")
            .texts("REMARKS", "ATTR_DEF")
            .numbers("SQL_DATA_TYPE", "SQL_DATETIME_SUB", "CHAR_OCTET_LENGTH")
            .numbers("ORDINAL_POSITION")
            .texts("IS_NULLABLE", "SCOPE_CATALOG", "SCOPE_SCHEMA", "SCOPE_TABLE")
            .add("SOURCE_DATA_TYPE", SqlType.SMALLINT));
  }

  /** What {@code getPseudoColumns} answers. */
  public static CatalogRows pseudoColumns() {
    return CatalogRows.none(
        new Columns()
            .texts("TABLE_CAT", "TABLE_SCHEM", "TABLE_NAME", "COLUMN_NAME")
            .numbers("DATA_TYPE", "COLUMN_SIZE", "DECIMAL_DIGITS", "NUM_PREC_RADIX")
            .texts("COLUMN_USAGE", "REMARKS")
            .numbers("CHAR_OCTET_LENGTH")
            .texts("IS_NULLABLE"));
  }
}
