package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseMetaDataTest {
  private final TestDatabase database = new TestDatabase();
  private DatabaseMetaData metadata;

  @BeforeEach
  void connect() throws SQLException {
    database.run(
        "CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, credit"
            + " DECIMAL(9, 2))");
    metadata = database.connect().getMetaData();
  }

  @AfterEach
  void close() {
    database.close();
  }

  static Stream<Method> methods() {
    return Arrays.stream(DatabaseMetaData.class.getMethods());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void noMethodThrowsAndNoneIsNull(Method method) throws Exception {
    if (method.getName().equals("unwrap")) {
      assertThat(metadata.unwrap(DatabaseMetaData.class)).isSameAs(metadata);
      return;
    }
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(DatabaseMetaDataTest::anyValue).toArray();

    Object answer = method.invoke(metadata, arguments);

    assertThat(answer).isNotNull();
    if (answer instanceof ResultSet results) {
      assertThat(results.getMetaData().getColumnCount()).isPositive();
      results.close();
    }
  }

  @Test
  void tellsWhatDefinitionsCanDo() throws SQLException {
    assertThat(metadata.supportsAlterTableWithAddColumn()).isTrue();
    assertThat(metadata.supportsAlterTableWithDropColumn()).isTrue();
    assertThat(metadata.supportsIntegrityEnhancementFacility()).isTrue();
    assertThat(metadata.getSQLKeywords().split(",")).contains("RETURNING", "LOCK", "UPSERT");
  }

  @Test
  void foreignKeysTellWhatBecomesOfReferringRows() throws SQLException {
    database.run(
        "CREATE TABLE parent (id INT PRIMARY KEY)",
        "CREATE TABLE child (id INT PRIMARY KEY, a INT REFERENCES parent ON DELETE CASCADE,"
            + " b INT REFERENCES parent ON DELETE SET NULL ON UPDATE CASCADE)");

    try (var keys = metadata.getImportedKeys(null, null, "child")) {
      List<String> rules = new ArrayList<>();
      while (keys.next()) {
        rules.add(
            keys.getString("FKCOLUMN_NAME")
                + keys.getInt("DELETE_RULE")
                + keys.getInt("UPDATE_RULE"));
      }
      assertThat(rules)
          .containsExactlyInAnyOrder(
              "a" + DatabaseMetaData.importedKeyCascade + DatabaseMetaData.importedKeyNoAction,
              "b" + DatabaseMetaData.importedKeySetNull + DatabaseMetaData.importedKeyCascade);
    }
  }

  @Test
  void anIndexOverSomeRowsTellsWhich() throws SQLException {
    database.run(
        "CREATE TABLE job (id INT PRIMARY KEY, state VARCHAR(9), n INT)",
        "CREATE UNIQUE INDEX job_open ON job (n) WHERE state = 'open'");

    try (var indexes = metadata.getIndexInfo(null, null, "job", false, false)) {
      while (indexes.next()) {
        boolean some = indexes.getString("INDEX_NAME").equals("job_open");
        assertThat(indexes.getString("FILTER_CONDITION"))
            .isEqualTo(some ? "{\"state\": {\"$in\": [\"open\"]}}" : null);
      }
    }
  }

  @Test
  void identityColumnsCountUp() throws SQLException {
    database.run(
        "CREATE TABLE counted (id INT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n INT)",
        "CREATE TABLE serial (id SERIAL, n INT)");

    for (String table : List.of("counted", "serial")) {
      try (var columns = metadata.getColumns(null, null, table, null);
          var statement = metadata.getConnection().createStatement();
          var rows = statement.executeQuery("SELECT n, t.id, id + 0 FROM " + table + " t")) {
        columns.next();
        assertThat(columns.getString("IS_AUTOINCREMENT")).isEqualTo("YES");
        columns.next();
        assertThat(columns.getString("IS_AUTOINCREMENT")).isEqualTo("NO");
        assertThat(rows.getMetaData().isAutoIncrement(1)).isFalse();
        assertThat(rows.getMetaData().isAutoIncrement(2)).isTrue();
        assertThat(rows.getMetaData().isAutoIncrement(3)).isFalse();
      }
    }
  }

  @Test
  void aForeignKeyToUniqueColumnsIsToldWithThemAndTheirKey() throws SQLException {
    database.run(
        "CREATE TABLE parent (id INT PRIMARY KEY, x INT, y INT, CONSTRAINT xy UNIQUE (x, y))",
        "CREATE TABLE child (id INT PRIMARY KEY, a INT, b INT,"
            + " FOREIGN KEY (a, b) REFERENCES parent (y, x))");

    for (boolean imported : List.of(true, false)) {
      try (var keys =
          imported
              ? metadata.getImportedKeys(null, null, "child")
              : metadata.getExportedKeys(null, null, "parent")) {
        List<String> columns = new ArrayList<>();
        while (keys.next()) {
          columns.add(keys.getString("FKCOLUMN_NAME") + keys.getString("PKCOLUMN_NAME"));
          assertThat(keys.getString("PK_NAME")).isEqualTo("xy");
        }
        assertThat(columns).containsExactly("ay", "bx");
      }
    }
  }

  private static Object anyValue(Class<?> type) {
    if (type == int.class) {
      return 1;
    }
    if (type == boolean.class) {
      return false;
    }
    return type == Class.class ? String.class : null;
  }

  private static List<String> column(ResultSet results, String label) throws SQLException {
    try (results) {
      var values = new ArrayList<String>();
      while (results.next()) {
        values.add(results.getString(label));
      }
      return values;
    }
  }

  @Test
  void theProductIsNamed() throws SQLException {
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Duet");
    assertThat(metadata.getDatabaseProductVersion()).isEqualTo("0.1");
    assertThat(metadata.getURL()).isEqualTo(database.url());
    assertThat(metadata.getSQLStateType()).isEqualTo(DatabaseMetaData.sqlStateSQL);
    assertThat(metadata.getConnection().getMetaData().getDriverName())
        .isEqualTo(metadata.getDriverName());
  }

  @Test
  void theCapabilitiesAreThoseThatFrameworksAskFor() throws SQLException {
    assertThat(metadata.supportsTransactions()).isTrue();
    assertThat(metadata.supportsSelectForUpdate()).isTrue();
    assertThat(metadata.supportsSavepoints()).isTrue();
    assertThat(metadata.supportsBatchUpdates()).isTrue();
    assertThat(metadata.supportsGetGeneratedKeys()).isTrue();
    assertThat(metadata.getDefaultTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    assertThat(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_NONE)).isFalse();
    assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_SENSITIVE)).isFalse();
  }

  @Test
  void theCatalogIsTheDeploymentAndSchemasAreItsDatabases() throws SQLException {
    database.deployment().database("shop").createCollection("orders");

    assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).containsExactly(database.name());
    assertThat(column(metadata.getSchemas(), "TABLE_SCHEM")).contains("test", "shop");
    assertThat(column(metadata.getTables(null, "shop", "%", null), "TABLE_NAME"))
        .containsExactly("orders");
  }

  @Test
  void aTableIsFoundWithItsColumnsAndKey() throws SQLException {
    assertThat(
            column(
                metadata.getTables(database.name(), "test", "cust%", new String[] {"TABLE"}),
                "TABLE_NAME"))
        .containsExactly("customer");
    assertThat(column(metadata.getColumns(null, null, "customer", "%"), "COLUMN_NAME"))
        .containsExactly("id", "name", "credit");
    assertThat(column(metadata.getColumns(null, null, "customer", "%"), "TYPE_NAME"))
        .containsExactly("INTEGER", "VARCHAR", "DECIMAL");
    assertThat(column(metadata.getColumns(null, null, "customer", "%"), "IS_NULLABLE"))
        .containsExactly("NO", "NO", "YES");
    assertThat(column(metadata.getPrimaryKeys(null, "test", "customer"), "COLUMN_NAME"))
        .containsExactly("id");
    assertThat(column(metadata.getIndexInfo(null, null, "customer", true, true), "COLUMN_NAME"))
        .containsExactly("id");
  }

  @Test
  void metadataSeesTheOwnUncommittedTable() throws SQLException {
    var connection = metadata.getConnection();
    connection.setAutoCommit(false);
    TestDatabase.run(connection, "CREATE TABLE mine (id INTEGER PRIMARY KEY)");

    assertThat(column(metadata.getTables(null, null, "mine", null), "TABLE_NAME"))
        .containsExactly("mine");
    try (var other = database.connect()) {
      assertThat(column(other.getMetaData().getTables(null, null, "mine", null), "TABLE_NAME"))
          .isEmpty();
    }
    connection.rollback();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABS(-1)",
        "ACOS(1)",
        "ASIN(0)",
        "ATAN(0)",
        "ATAN2(0, 1)",
        "CEILING(1.5)",
        "COS(0)",
        "COT(1)",
        "DEGREES(0)",
        "EXP(0)",
        "FLOOR(1.5)",
        "LOG(1)",
        "LOG10(1)",
        "MOD(5, 2)",
        "PI()",
        "POWER(2, 2)",
        "RADIANS(0)",
        "RAND()",
        "ROUND(1.5, 0)",
        "SIGN(1)",
        "SIN(0)",
        "SQRT(4)",
        "TAN(0)",
        "TRUNCATE(1.5, 0)",
        "ASCII('a')",
        "CONCAT('a', 'b')",
        "LCASE('A')",
        "LEFT('ab', 1)",
        "LENGTH('a')",
        "LOCATE('b', 'ab')",
        "LTRIM(' a')",
        "REPEAT('a', 2)",
        "REPLACE('ab', 'b', 'c')",
        "RIGHT('ab', 1)",
        "RTRIM('a ')",
        "SPACE(2)",
        "SUBSTRING('abc', 2, 1)",
        "UCASE('a')",
        "DATABASE()",
        "IFNULL(NULL, 1)",
        "USER()",
        "CURDATE()",
        "CURTIME()",
        "DAYNAME(DATE '2024-02-29')",
        "DAYOFMONTH(DATE '2024-02-29')",
        "DAYOFWEEK(DATE '2024-02-29')",
        "DAYOFYEAR(DATE '2024-02-29')",
        "HOUR(TIME '01:02:03')",
        "MINUTE(TIME '01:02:03')",
        "MONTH(DATE '2024-02-29')",
        "MONTHNAME(DATE '2024-02-29')",
        "NOW()",
        "QUARTER(DATE '2024-02-29')",
        "SECOND(TIME '01:02:03')",
        "TIMESTAMPADD(SQL_TSI_DAY, 1, DATE '2024-02-29')",
        "TIMESTAMPDIFF(SQL_TSI_DAY, DATE '2024-02-28', DATE '2024-02-29')",
        "WEEK(DATE '2024-02-29')",
        "YEAR(DATE '2024-02-29')"
      })
  void everyListedFunctionCanBeCalledByItsEscape(String call) throws SQLException {
    String name = call.substring(0, call.indexOf('('));
    assertThat(
            String.join(
                ",",
                metadata.getNumericFunctions(),
                metadata.getStringFunctions(),
                metadata.getSystemFunctions(),
                metadata.getTimeDateFunctions()))
        .matches("(.*,)?" + name + "(,.*)?");
    assertThat(database.query("SELECT {fn " + call + "} FROM customer")).isEmpty();
    assertThat(database.query("VALUES {fn " + call + "}")).hasSize(1);
  }
}
