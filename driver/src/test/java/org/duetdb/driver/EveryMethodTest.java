package org.duetdb.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every method of every interface of JDBC, with arguments that make sense, with nulls and with
 * nonsense, on objects that are open and closed: it does something, or it throws an SQLException
 * with a SQLSTATE and a message.
 */
class EveryMethodTest {
  private static final String URL = "jdbc:duet:mem:every-method";

  private static Connection connection;

  @BeforeAll
  static void createTable() throws SQLException {
    connection = DriverManager.getConnection(URL);
    TestDatabase.run(
        connection,
        "CREATE TABLE t (id INT PRIMARY KEY, n VARCHAR(5), b BLOB, c CLOB, d TIMESTAMP, a INT ARRAY)",
        "INSERT INTO t VALUES (1, '1', X'0102', 'abc', TIMESTAMP '2020-01-01 00:00:00', ARRAY[1])");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /** Which arguments a method gets. */
  private enum Arguments {
    SENSIBLE,
    NULL,
    NONSENSE;

    private @Nullable Object of(Class<?> type) {
      if (type.isPrimitive()) {
        return primitive(type);
      } else if (type == String.class) {
        return pick("1", "nonsense");
      } else if (type == Class.class) {
        return pick(String.class, Thread.class);
      } else if (type == Map.class) {
        return pick(Map.of(), Map.of("x", String.class));
      } else if (type == Calendar.class) {
        return pick(Calendar.getInstance(), null);
      } else if (type == int[].class) {
        return pick(new int[] {1}, new int[0]);
      } else if (type == String[].class) {
        return pick(new String[] {"id"}, new String[] {"nonsense"});
      }
      return null;
    }

    private @Nullable Object pick(Object sensible, @Nullable Object nonsense) {
      return this == NULL ? null : this == SENSIBLE ? sensible : nonsense;
    }

    private Object primitive(Class<?> type) {
      int number = this == SENSIBLE ? 1 : this == NULL ? -1 : Integer.MAX_VALUE;
      return switch (type.getName()) {
        case "boolean" -> this == SENSIBLE;
        case "byte" -> (byte) number;
        case "short" -> (short) number;
        case "long" -> (long) number;
        case "float" -> (float) number;
        case "double" -> (double) number;
        default -> number;
      };
    }
  }

  private static <T> void call(Class<T> type, Callable<? extends T> made) throws Exception {
    for (Method method : type.getMethods()) {
      boolean own = !method.isDefault() || method.getDeclaringClass() != Statement.class;
      for (Arguments arguments : Arguments.values()) {
        if (own && !Modifier.isStatic(method.getModifiers())) {
          call(method, made.call(), arguments);
        }
      }
    }
  }

  private static void call(Method method, Object target, Arguments arguments) throws Exception {
    var values = Arrays.stream(method.getParameterTypes()).map(arguments::of).toArray();
    try {
      method.invoke(target, values);
    } catch (InvocationTargetException thrown) {
      var what = method + " with " + Arrays.toString(values);
      if (thrown.getCause() instanceof UnsupportedOperationException && method.isDefault()) {
        return; // is the JDK's
      }
      assertThat(thrown.getCause()).as(what).isInstanceOf(SQLException.class);
      var failure = (SQLException) thrown.getCause();
      assertThat(failure.getSQLState()).as(what).hasSize(5).isNotEqualTo("XX000");
      assertThat(failure.getSQLState()).as(what).doesNotStartWith("0A");
      assertThat(failure.getMessage()).as(what).isNotBlank();
    }
  }

  private static ResultSet row(int type) throws SQLException {
    var rows =
        connection
            .createStatement(type, ResultSet.CONCUR_READ_ONLY)
            .executeQuery("SELECT id, n, b, c, d, a FROM t");
    rows.next();
    return rows;
  }

  @Test
  void ofConnections() throws Exception {
    call(Connection.class, () -> DriverManager.getConnection(URL));
    call(Driver.class, () -> DriverManager.getDriver(URL));
    call(DataSource.class, DuetDataSource::new);
    call(DatabaseMetaData.class, connection::getMetaData);
    call(
        Savepoint.class,
        () -> {
          var own = DriverManager.getConnection(URL);
          own.setAutoCommit(false);
          return own.setSavepoint("x");
        });
  }

  @Test
  void ofStatements() throws Exception {
    var sql = "SELECT id FROM t WHERE n = ?";
    call(Statement.class, connection::createStatement);
    call(PreparedStatement.class, () -> connection.prepareStatement(sql));
    call(ParameterMetaData.class, () -> connection.prepareStatement(sql).getParameterMetaData());
  }

  @Test
  void ofResults() throws Exception {
    call(ResultSet.class, () -> row(ResultSet.TYPE_FORWARD_ONLY));
    call(ResultSet.class, () -> row(ResultSet.TYPE_SCROLL_INSENSITIVE));
    call(ResultSetMetaData.class, () -> row(ResultSet.TYPE_FORWARD_ONLY).getMetaData());
    call(Array.class, () -> row(ResultSet.TYPE_FORWARD_ONLY).getArray("a"));
    call(Blob.class, () -> row(ResultSet.TYPE_FORWARD_ONLY).getBlob("b"));
    call(Clob.class, () -> row(ResultSet.TYPE_FORWARD_ONLY).getClob("c"));
    call(NClob.class, connection::createNClob);
  }

  @Test
  void ofWhatIsClosed() throws Exception {
    var closed = DriverManager.getConnection(URL);
    var statement = closed.createStatement();
    var prepared = closed.prepareStatement("SELECT ?");
    prepared.setInt(1, 1);
    var rows = prepared.executeQuery();
    var metadata = closed.getMetaData();
    closed.close();

    call(Connection.class, () -> closed);
    call(Statement.class, () -> statement);
    call(PreparedStatement.class, () -> prepared);
    call(ResultSet.class, () -> rows);
    call(DatabaseMetaData.class, () -> metadata);
  }
}
