package org.duetdb.bench;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.duetdb.bench.peer.Item;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** A few of 100,000 documents by a secondary index. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IndexReads {
  private static final int CUSTOMERS = Loaded.ITEMS / Item.PER_CUSTOMER;

  /** How many customers a range spans: 100 documents. */
  private static final int SPAN = 10;

  /** The ten documents of one customer. */
  @Benchmark
  public List<Item> equality(Loaded loaded, Loaded.Mine mine) {
    return mine.client.ofCustomer(ThreadLocalRandom.current().nextInt(CUSTOMERS));
  }

  /** The hundred documents of ten customers. */
  @Benchmark
  public List<Item> range(Loaded loaded, Loaded.Mine mine) {
    int from = ThreadLocalRandom.current().nextInt(CUSTOMERS - SPAN);
    return mine.client.ofCustomers(from, from + SPAN);
  }
}
