package org.duetdb.bench;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.duetdb.bench.peer.Peer;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an isolation level costs: the same transactions at each level, mostly reading (nine reads
 * and one write among 1,000 accounts) or mostly writing (one read and one write among 100), and how
 * many had to be run again.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@Threads(8)
@State(Scope.Benchmark)
public class Isolation {
  @Param({"h2", "duet-sql", "duet"})
  String contender = "";

  @Param({"READ_COMMITTED", "REPEATABLE_READ", "SERIALIZABLE"})
  Peer.Isolation level = Peer.Isolation.READ_COMMITTED;

  private Peer peer;

  @Setup(Level.Trial)
  public void open() {
    peer = Peer.open(contender, 0, Loaded.ACCOUNTS);
  }

  @TearDown(Level.Trial)
  public void close() {
    peer.close();
  }

  /** A thread's view, and its count. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Mine {
    /** Attempts that ended in a conflict. */
    public long conflicts;

    private Peer.Client client;

    @Setup(Level.Trial)
    public void open(Isolation isolation) {
      client = isolation.peer.client();
    }

    @TearDown(Level.Trial)
    public void close() {
      client.close();
    }
  }

  @Benchmark
  public void readMostly(Mine mine) {
    run(mine, 9, Loaded.ACCOUNTS);
  }

  @Benchmark
  public void writeHeavy(Mine mine) {
    run(mine, 1, 100);
  }

  private void run(Mine mine, int reads, int among) {
    var random = ThreadLocalRandom.current();
    var read = random.ints(reads, 0, among).toArray();
    mine.conflicts += mine.client.readAndWrite(read, random.nextInt(among), level);
  }
}
