package org.duetdb.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.duetdb.bench.peer.JdbcPeer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What only SQL asks, through JDBC: a join, a grouping, and a text that nobody has prepared. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class SqlQueries {
  @Param({"h2", "duet-sql"})
  String contender = "";

  private JdbcPeer peer;
  private Connection connection;
  private PreparedStatement join;
  private PreparedStatement grouping;
  private Statement plain;

  @Setup(Level.Trial)
  public void open() throws SQLException {
    peer = JdbcPeer.open(contender, Loaded.ITEMS, Loaded.ACCOUNTS);
    connection = peer.connect();
    join =
        connection.prepareStatement(
            "SELECT COUNT(*), SUM(a.balance) FROM items i JOIN accounts a ON a.id = i.age");
    grouping =
        connection.prepareStatement("SELECT city, COUNT(*), AVG(price) FROM items GROUP BY city");
    plain = connection.createStatement();
  }

  @TearDown(Level.Trial)
  public void close() throws SQLException {
    connection.close();
    peer.close();
  }

  private static int rows(ResultSet rows, int expected) throws SQLException {
    int count = 0;
    while (rows.next()) {
      count++;
    }
    if (count != expected) {
      throw new IllegalStateException("there are " + count + " rows and not " + expected);
    }
    return count;
  }

  /** 100,000 items, each with one of 1,000 accounts. */
  @Benchmark
  public int join() throws SQLException {
    try (var rows = join.executeQuery()) {
      return rows(rows, 1);
    }
  }

  /** 100,000 items in 100 groups. */
  @Benchmark
  public int groupBy() throws SQLException {
    try (var rows = grouping.executeQuery()) {
      return rows(rows, 100);
    }
  }

  /** A point query as text, the same again and again. */
  @Benchmark
  public int repeatedText() throws SQLException {
    try (var rows = plain.executeQuery("SELECT name, email FROM items WHERE id = 4711")) {
      return rows(rows, 1);
    }
  }
}
