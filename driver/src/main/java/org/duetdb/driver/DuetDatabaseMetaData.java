package org.duetdb.driver;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duetdb.driver.metadata.CatalogRows;
import org.duetdb.driver.metadata.EmptyCatalog;
import org.duetdb.driver.metadata.FixedCatalog;
import org.duetdb.driver.metadata.KeyCatalog;
import org.duetdb.driver.metadata.TableCatalog;
import org.jspecify.annotations.Nullable;

/**
 * What the database can and what it holds. The tables are those that the connection's next
 * statement would see. No method fails on an open connection: what Duet has not is answered by an
 * empty result.
 */
final class DuetDatabaseMetaData extends ProductFacts {
  private final DuetConnection connection;

  DuetDatabaseMetaData(DuetConnection connection) {
    this.connection = connection;
  }

  private ResultSet answer(CatalogRows rows) throws SQLException {
    connection.requireOpen();
    return new ScrollableResultSet(connection, null, new ResultShape(rows.columns()), rows.rows());
  }

  private TableCatalog tables() throws SQLException {
    return new TableCatalog(connection.catalog(), connection.tables());
  }

  private KeyCatalog keys() throws SQLException {
    return new KeyCatalog(tables());
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public String getURL() {
    return connection.url();
  }

  /** Empty: an embedded database knows no users. */
  @Override
  public String getUserName() {
    return "";
  }

  @Override
  public String getSQLKeywords() {
    return "ABORT,ACCESS,AUTO_INCREMENT,COLLECTION,COMMENT,CONFLICT,EXCLUSIVE,EXPLAIN,ILIKE,INDEX,LIMIT,"
        + "LOCK,LOCKED,MODE,NOTHING,NOWAIT,OFFSET,PLAN,QUALIFY,RENAME,REPLACE,RETURNING,SHARE,SHOW,"
        + "SHUTDOWN,SKIP,TRUNCATE,UPSERT,WAIT";
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return answer(FixedCatalog.catalogs(connection.catalog()));
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return answer(
        FixedCatalog.schemas(connection.catalog(), connection.schemas(), catalog, schemaPattern));
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return answer(FixedCatalog.tableTypes());
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return answer(FixedCatalog.types());
  }

  @Override
  public ResultSet getClientInfoProperties() throws SQLException {
    return answer(FixedCatalog.clientInfo(ClientInfo.APPLICATION_NAME));
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    return answer(tables().tables(catalog, schemaPattern, tablePattern, types));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return answer(tables().columns(catalog, schemaPattern, tablePattern, columnPattern));
  }

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return answer(keys().primaryKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return answer(keys().bestRowIdentifier(catalog, schema, table, nullable));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return answer(keys().indexes(catalog, schema, table, unique));
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return answer(keys().importedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return answer(keys().exportedKeys(catalog, schema, table));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    return answer(
        keys()
            .crossReference(
                parentCatalog,
                parentSchema,
                parentTable,
                foreignCatalog,
                foreignSchema,
                foreignTable));
  }

  @Override
  public ResultSet getVersionColumns(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return answer(EmptyCatalog.versionColumns());
  }

  @Override
  public ResultSet getProcedures(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return answer(EmptyCatalog.procedures());
  }

  @Override
  public ResultSet getProcedureColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return answer(EmptyCatalog.procedureColumns());
  }

  @Override
  public ResultSet getFunctions(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String namePattern)
      throws SQLException {
    return answer(EmptyCatalog.functions());
  }

  @Override
  public ResultSet getFunctionColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String namePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return answer(EmptyCatalog.functionColumns());
  }

  @Override
  public ResultSet getColumnPrivileges(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String columnPattern)
      throws SQLException {
    return answer(EmptyCatalog.columnPrivileges());
  }

  @Override
  public ResultSet getTablePrivileges(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return answer(EmptyCatalog.tablePrivileges());
  }

  @Override
  public ResultSet getUDTs(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      int @Nullable [] types)
      throws SQLException {
    return answer(EmptyCatalog.userTypes());
  }

  @Override
  public ResultSet getSuperTypes(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String typePattern)
      throws SQLException {
    return answer(EmptyCatalog.superTypes());
  }

  @Override
  public ResultSet getSuperTables(
      @Nullable String catalog, @Nullable String schemaPattern, @Nullable String tablePattern)
      throws SQLException {
    return answer(EmptyCatalog.superTables());
  }

  @Override
  public ResultSet getAttributes(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String typePattern,
      @Nullable String attributePattern)
      throws SQLException {
    return answer(EmptyCatalog.attributes());
  }

  @Override
  public ResultSet getPseudoColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return answer(EmptyCatalog.pseudoColumns());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrappers.isWrapper(this, type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }
}
