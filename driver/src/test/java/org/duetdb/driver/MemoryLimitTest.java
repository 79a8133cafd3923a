package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement must keep in memory is limited by the option sqlMemory. */
class MemoryLimitTest {
  private static final int ROWS = 300;

  private Connection connection;

  @BeforeEach
  void fillATable() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duet:mem:?sqlMemory=16000");
    TestDatabase.run(connection, "CREATE TABLE t (id INT PRIMARY KEY, grp INT, name VARCHAR(20))");
    for (int i = 0; i < ROWS; i++) {
      TestDatabase.run(
          connection, "INSERT INTO t VALUES (" + i + ", " + i % 3 + ", 'number " + i + "')");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM t ORDER BY name",
        "SELECT DISTINCT name FROM t",
        "SELECT name, COUNT(*) FROM t GROUP BY name",
        "SELECT COUNT(DISTINCT name) FROM t",
        "SELECT ARRAY_AGG(name) FROM t",
        "SELECT JSON_ARRAYAGG(name) FROM t",
        "SELECT LISTAGG(name) WITHIN GROUP (ORDER BY name) FROM t",
        "SELECT COUNT(*) FROM t a JOIN t b ON a.name = b.name",
        "SELECT name FROM t UNION SELECT name FROM t",
        "SELECT RANK() OVER (ORDER BY name) FROM t"
      })
  void whatNeedsMoreIsRefusedAndTheConnectionGoesOn(String query) throws SQLException {
    assertThatThrownBy(() -> TestDatabase.query(connection, query))
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("53200"))
        .hasMessageContaining("sqlMemory");

    assertThat(TestDatabase.query(connection, "SELECT COUNT(*) FROM t"))
        .containsExactly(String.valueOf(ROWS));
  }

  @Test
  void aFrameThatMovesOnHoldsOnlyWhatIsInIt() throws SQLException {
    try (var roomier = DriverManager.getConnection("jdbc:duet:mem:?sqlMemory=100000")) {
      TestDatabase.run(roomier, "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))");
      TestDatabase.run(
          roomier, "INSERT INTO t SELECT i, 'number' FROM generate_series(1, 300) s(i)");

      assertThat(
              TestDatabase.query(
                  roomier,
                  "SELECT ARRAY_AGG(name) OVER (ORDER BY id ROWS BETWEEN 3 PRECEDING AND CURRENT"
                      + " ROW) FROM t"))
          .hasSize(300);
    }
  }

  @Test
  void whatNeedsLessRuns() throws SQLException {
    assertThat(
            TestDatabase.query(
                connection,
                "SELECT SUM(id), COUNT(DISTINCT grp) FROM t WHERE id < 10 GROUP BY grp"
                    + " ORDER BY 1 LIMIT 1"))
        .hasSize(1);
    assertThat(TestDatabase.query(connection, "SELECT name FROM t")).hasSize(ROWS);
  }
}
