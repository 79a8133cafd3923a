package org.duetdb.bench;

import java.util.concurrent.TimeUnit;
import org.duetdb.bench.peer.JdbcClient;
import org.duetdb.bench.peer.Peer;
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

  private Peer peer;
  private JdbcClient client;

  @Setup(Level.Trial)
  public void open() {
    peer = Peer.open(contender, Loaded.ITEMS, Loaded.ACCOUNTS);
    client = (JdbcClient) peer.client();
  }

  @TearDown(Level.Trial)
  public void close() {
    client.close();
    peer.close();
  }

  @Benchmark
  public long join() {
    return client.join();
  }

  @Benchmark
  public int groupBy() {
    return client.grouping();
  }

  @Benchmark
  public int repeatedText() {
    return client.repeatedText();
  }
}
