package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowBudgetTest {
  private Connection connection;

  @BeforeEach
  void fillATable() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duet:mem:?maxResultBytes=4000");
    TestDatabase.run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20))");
    for (int i = 0; i < 50; i++) {
      TestDatabase.run(connection, "INSERT INTO t VALUES (" + i + ", 'twenty letters long.')");
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private Statement scrollable() throws SQLException {
    return connection.createStatement(
        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  @Test
  void aScrollableResultBeyondTheLimitIsRefusedAndTheConnectionGoesOn() throws SQLException {
    try (var statement = scrollable()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM t"))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("53200"))
          .hasMessageContaining("maxResultBytes");
      try (var few = statement.executeQuery("SELECT * FROM t WHERE id < 10")) {
        assertThat(few.last()).isTrue();
        assertThat(few.getRow()).isEqualTo(10);
      }
    }
    assertThat(TestDatabase.query(connection, "SELECT * FROM t")).hasSize(50);
  }

  @Test
  void aHeldResultBeyondTheLimitFailsItsReaderAndNotTheCommit() throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement();
        var results = statement.executeQuery("SELECT * FROM t")) {
      assertThat(results.next()).isTrue();
      TestDatabase.run(connection, "INSERT INTO t VALUES (99, 'new')");

      connection.commit();

      assertThatThrownBy(
              () -> {
                while (results.next()) {
                  results.getInt(1);
                }
              })
          .hasMessageContaining("maxResultBytes");
    }
    assertThat(TestDatabase.query(connection, "SELECT name FROM t WHERE id = 99"))
        .containsExactly("new");
  }
}
