package org.duetdb.driver;

import java.sql.RowIdLifetime;
import org.duetdb.driver.value.JdbcType;

/** Names, versions and limits. A limit of 0 means that there is none or that it has no number. */
abstract class ProductFacts extends TransactionFacts {
  private static final String VERSION = DuetDriver.MAJOR_VERSION + "." + DuetDriver.MINOR_VERSION;

  @Override
  public final String getDatabaseProductName() {
    return "Duet";
  }

  @Override
  public final String getDatabaseProductVersion() {
    return VERSION;
  }

  @Override
  public final int getDatabaseMajorVersion() {
    return DuetDriver.MAJOR_VERSION;
  }

  @Override
  public final int getDatabaseMinorVersion() {
    return DuetDriver.MINOR_VERSION;
  }

  @Override
  public final String getDriverName() {
    return "Duet JDBC driver";
  }

  @Override
  public final String getDriverVersion() {
    return VERSION;
  }

  @Override
  public final int getDriverMajorVersion() {
    return DuetDriver.MAJOR_VERSION;
  }

  @Override
  public final int getDriverMinorVersion() {
    return DuetDriver.MINOR_VERSION;
  }

  @Override
  public final int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public final int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public final int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public final RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  /** A row is a document, and so is its limit. */
  @Override
  public final int getMaxRowSize() {
    return JdbcType.LONGEST;
  }

  @Override
  public final long getMaxLogicalLobSize() {
    return JdbcType.LONGEST;
  }

  @Override
  public final int getMaxBinaryLiteralLength() {
    return 0;
  }

  @Override
  public final int getMaxCharLiteralLength() {
    return 0;
  }

  @Override
  public final int getMaxColumnNameLength() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInGroupBy() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInIndex() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInOrderBy() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInSelect() {
    return 0;
  }

  @Override
  public final int getMaxColumnsInTable() {
    return 0;
  }

  @Override
  public final int getMaxConnections() {
    return 0;
  }

  @Override
  public final int getMaxCursorNameLength() {
    return 0;
  }

  @Override
  public final int getMaxIndexLength() {
    return 0;
  }

  @Override
  public final int getMaxSchemaNameLength() {
    return 0;
  }

  @Override
  public final int getMaxProcedureNameLength() {
    return 0;
  }

  @Override
  public final int getMaxCatalogNameLength() {
    return 0;
  }

  @Override
  public final int getMaxStatementLength() {
    return 0;
  }

  @Override
  public final int getMaxStatements() {
    return 0;
  }

  @Override
  public final int getMaxTableNameLength() {
    return 0;
  }

  @Override
  public final int getMaxTablesInSelect() {
    return 0;
  }

  @Override
  public final int getMaxUserNameLength() {
    return 0;
  }
}
