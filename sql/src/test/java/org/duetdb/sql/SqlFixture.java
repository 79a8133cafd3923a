package org.duetdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/**
 * A private deployment in virtual time with SQL on it, and short words for what tests do with a
 * session.
 */
public final class SqlFixture implements AutoCloseable {
  private final VirtualTime time = VirtualTime.create();
  private final Deployment deployment;
  private final SqlDatabase database;

  private SqlFixture(SqlOptions options) {
    deployment = Deployment.open(DeploymentOptions.inMemory("").withTime(time));
    database = SqlDatabase.open(deployment.engine(), options);
  }

  /** A new deployment. */
  public static SqlFixture open() {
    return new SqlFixture(SqlOptions.of(DeploymentOptions.inMemory("")));
  }

  /** A new deployment with limits. */
  public static SqlFixture open(SqlOptions options) {
    return new SqlFixture(options);
  }

  /** Its clock. */
  public VirtualTime time() {
    return time;
  }

  /** Its document side. */
  public Deployment deployment() {
    return deployment;
  }

  /** Its SQL side. */
  public SqlDatabase database() {
    return database;
  }

  /** A session in the schema {@code test}. */
  public SqlSession session() {
    return database.connect("test");
  }

  /** Runs a statement. */
  public static SqlResult run(SqlSession session, String sql, @Nullable Object... parameters) {
    return session.prepare(sql).execute(parameters, ExecutionOptions.DEFAULT);
  }

  /** Runs several statements. */
  public static void script(SqlSession session, String... statements) {
    for (String sql : statements) {
      if (run(session, sql) instanceof SqlRows rows) {
        rows.close();
      }
    }
  }

  /** A query's rows. */
  public static List<List<Object>> rows(
      SqlSession session, String sql, @Nullable Object... parameters) {
    List<List<Object>> result = new ArrayList<>();
    try (SqlRows rows = (SqlRows) run(session, sql, parameters)) {
      while (rows.next()) {
        Object[] row = new Object[rows.columns().size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = rows.value(i);
        }
        result.add(Arrays.asList(row));
      }
    }
    return result;
  }

  /** The first column of a query's rows. */
  public static List<Object> column(
      SqlSession session, String sql, @Nullable Object... parameters) {
    List<Object> values = new ArrayList<>();
    rows(session, sql, parameters).forEach(row -> values.add(row.get(0)));
    return values;
  }

  /** The one value of a query. */
  public static Object value(SqlSession session, String sql, @Nullable Object... parameters) {
    return rows(session, sql, parameters).get(0).get(0);
  }

  /** How many rows a statement counts. */
  public static long count(SqlSession session, String sql, @Nullable Object... parameters) {
    return ((SqlCount) run(session, sql, parameters)).count();
  }

  /** Asserts that a statement fails with a SQLSTATE; a query is read to its end. */
  public static void assertFails(
      SqlState state, SqlSession session, String sql, @Nullable Object... parameters) {
    assertThatThrownBy(
            () -> {
              if (run(session, sql, parameters) instanceof SqlRows rows) {
                while (rows.next()) {
                  rows.columns();
                }
              }
            },
            sql)
        .isInstanceOfSatisfying(
            RuntimeException.class,
            failure ->
                assertThat(SqlStates.of(failure)).as("%s: %s", sql, failure).isEqualTo(state));
  }

  @Override
  public void close() {
    deployment.shutdown();
  }
}
