package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An array as the one parameter of ANY and ALL. */
class ArrayParameterTest {
  private final TestDatabase database = new TestDatabase();
  private Connection connection;

  @BeforeEach
  void createTable() throws SQLException {
    database.run(
        "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(9))",
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, NULL)");
    connection = database.connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  private List<Integer> ids(String condition, Object array) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (var query =
        connection.prepareStatement("SELECT id FROM t WHERE " + condition + " ORDER BY id")) {
      query.setObject(1, array);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getInt(1));
        }
      }
    }
    return ids;
  }

  @Test
  void everyKindOfArrayIsTaken() throws SQLException {
    var array = connection.createArrayOf("INTEGER", new Object[] {1, 3, 9});

    assertThat(ids("id = ANY (?)", array)).containsExactly(1, 3);
    assertThat(ids("id = ANY (?)", new Integer[] {1, 3})).containsExactly(1, 3);
    assertThat(ids("id = ANY (?)", new int[] {2})).containsExactly(2);
    assertThat(ids("id = ANY (?)", new long[] {2, 1})).containsExactly(1, 2);
    assertThat(ids("id = ANY (?)", List.of(3))).containsExactly(3);
    assertThat(ids("name = ANY (?)", new String[] {"b", "z"})).containsExactly(2);
  }

  @Test
  void anEmptyArrayDecidesAndNullDoesNot() throws SQLException {
    assertThat(ids("id = ANY (?)", new int[0])).isEmpty();
    assertThat(ids("id <> ALL (?)", new int[0])).containsExactly(1, 2, 3);
    assertThat(ids("id <> ALL (?)", Arrays.asList(1, null))).isEmpty();
    assertThat(ids("id = ANY (?)", null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id = ANY (?)", "id < ALL (?)", "id + 1 = ANY (?)"})
  void theParameterIsSaidToBeAnArray(String condition) throws SQLException {
    try (var query = connection.prepareStatement("SELECT id FROM t WHERE " + condition)) {
      var parameters = query.getParameterMetaData();
      assertThat(parameters.getParameterType(1)).isEqualTo(JDBCType.ARRAY.getVendorTypeNumber());
      assertThat(parameters.getParameterTypeName(1)).isEqualTo("INTEGER ARRAY");
    }
  }

  @Test
  void oneValueIsNoArray() {
    assertThatThrownBy(() -> ids("id = ANY (?)", 1))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42804"));
  }

  @Test
  void rowsAreWrittenByAnArrayOfKeys() throws SQLException {
    try (var delete = connection.prepareStatement("DELETE FROM t WHERE id = ANY (?)")) {
      delete.setArray(1, connection.createArrayOf("INTEGER", new Object[] {1, 2}));
      assertThat(delete.executeUpdate()).isEqualTo(2);
    }
    assertThat(ids("id <> ALL (?)", new int[0])).containsExactly(3);
  }
}
