package org.duetdb.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.duetdb.bench.peer.Item;
import org.duetdb.bench.peer.Peer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** New documents, into a collection that starts empty with every iteration. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class Inserts {
  private static final int BATCH = 1_000;

  @Param({"h2", "duet-sql", "duet"})
  String contender = "";

  private Peer peer;
  private Peer.Client client;
  private int next;

  @Setup(Level.Iteration)
  public void open() {
    peer = Peer.open(contender, 0, 0);
    client = peer.client();
    next = 0;
  }

  @TearDown(Level.Iteration)
  public void close() {
    client.close();
    peer.close();
  }

  private Item fresh() {
    return Item.of(next++, Loaded.ITEMS);
  }

  @Benchmark
  public void insertOne() {
    client.insert(fresh());
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void insertBatch() {
    List<Item> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      batch.add(fresh());
    }
    client.insertAll(batch);
  }
}
