package org.duetdb.bench;

import org.duetdb.bench.peer.Peer;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A contender, loaded; shared by the threads of a benchmark. */
@State(Scope.Benchmark)
public class Loaded {
  /** Documents of type Item. */
  static final int ITEMS = 100_000;

  /** Accounts between which money moves. */
  static final int ACCOUNTS = 1_000;

  @Param({"h2", "duet-sql", "duet"})
  String contender = "";

  Peer peer;

  @Setup(Level.Trial)
  public void open() {
    peer = Peer.open(contender, ITEMS, ACCOUNTS);
  }

  /** Checks what the workloads must not have broken. */
  @TearDown(Level.Trial)
  public void close() {
    try (var client = peer.client()) {
      long sum = client.sumOfBalances();
      if (sum != (long) ACCOUNTS * Peer.BALANCE) {
        throw new IllegalStateException(contender + " has lost money: the sum is " + sum);
      }
    } finally {
      peer.close();
    }
  }

  /** One thread's view of it. */
  @State(Scope.Thread)
  public static class Mine {
    Peer.Client client;

    @Setup(Level.Trial)
    public void open(Loaded loaded) {
      client = loaded.peer.client();
    }

    @TearDown(Level.Trial)
    public void close() {
      client.close();
    }
  }
}
