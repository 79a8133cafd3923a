package org.duetdb.bench;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.duetdb.bench.peer.Item;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** One document by its key, among 100,000: read, incremented, compared and set. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PointWork {
  private static int any() {
    return ThreadLocalRandom.current().nextInt(Loaded.ITEMS);
  }

  @Benchmark
  public Item get(Loaded loaded, Loaded.Mine mine) {
    return mine.client.get(any());
  }

  @Benchmark
  public void increment(Loaded loaded, Loaded.Mine mine) {
    mine.client.increment(any());
  }

  /** A read and the write that depends on it. */
  @Benchmark
  @Threads(2)
  public boolean compareAndSet(Loaded loaded, Loaded.Mine mine) {
    int id = any();
    long n = mine.client.get(id).n();
    return mine.client.compareAndSet(id, n, n + 1);
  }

  @Benchmark
  public void incrementHot(Loaded loaded, Loaded.Mine mine) {
    mine.client.increment(0);
  }

  @Benchmark
  @Threads(8)
  public void incrementHotBy8(Loaded loaded, Loaded.Mine mine) {
    mine.client.increment(0);
  }

  @Benchmark
  @Threads(64)
  public void incrementHotBy64(Loaded loaded, Loaded.Mine mine) {
    mine.client.increment(0);
  }

  @Benchmark
  @Threads(8)
  public int transfer(Loaded loaded, Loaded.Mine mine) {
    var random = ThreadLocalRandom.current();
    int from = random.nextInt(Loaded.ACCOUNTS);
    int to = (from + 1 + random.nextInt(Loaded.ACCOUNTS - 1)) % Loaded.ACCOUNTS;
    return mine.client.transfer(from, to, 1);
  }
}
