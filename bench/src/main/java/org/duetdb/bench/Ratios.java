package org.duetdb.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.duetdb.bench.peer.Peer;

/**
 * Duet beside H2 in one JVM, in alternating slices of time: for every workload the ratio of their
 * speeds within a round, as the median of the rounds. Each round has a ratio by the clock and one
 * by processor time of the whole process; the latter holds still when the machine has other work to
 * do, but says nothing about threads that wait for each other.
 *
 * <p>Run with {@code java -cp bench/target/duet-bench-0.1.0-SNAPSHOT.jar org.duetdb.bench.Ratios
 * [contender [workload ...]]}; the default is {@code duet} in all workloads of {@link Workload}
 * that have a goal for it.
 */
public final class Ratios {
  private static final String BASE = "h2";
  private static final int ROUNDS = Integer.getInteger("rounds", 7);
  private static final int SLICE_MILLIS = Integer.getInteger("slice", 500);
  private static final int WARM_UP_MILLIS = Integer.getInteger("warmup", 3_000);
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Ratios() {}

  /** What one contender has done in one slice. */
  private record Slice(long operations, long nanos, long processorNanos) {
    double perSecond() {
      return operations * 1e9 / nanos;
    }

    double perProcessorSecond() {
      return operations * 1e9 / processorNanos;
    }
  }

  /** A contender with what the workloads need of it. */
  private record Contender(String name, Peer loaded) {
    Slice run(Workload workload, int millis) throws Exception {
      if (!workload.fillsUp()) {
        return slice(loaded, workload, millis);
      }
      try (var empty = Peer.open(name, 0, 0)) {
        return slice(empty, workload, millis);
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    var name = arguments.length > 0 ? arguments[0] : "duet";
    var workloads =
        arguments.length > 1
            ? Arrays.stream(arguments).skip(1).map(Workload::valueOf).toList()
            : Arrays.stream(Workload.values()).filter(one -> one.goal(name) > 0).toList();
    try (var base = Peer.open(BASE, Loaded.ITEMS, Loaded.ACCOUNTS);
        var peer = Peer.open(name, Loaded.ITEMS, Loaded.ACCOUNTS)) {
      System.out.printf(
          Locale.ROOT,
          "%-28s %7s %12s %12s  %-22s %-22s %4s%n",
          "operations a second, medians",
          "threads",
          BASE,
          name,
          "ratio by the clock",
          "ratio by processor",
          "goal");
      for (var workload : workloads) {
        compare(workload, new Contender(BASE, base), new Contender(name, peer));
      }
    }
  }

  private static void compare(Workload workload, Contender base, Contender contender)
      throws Exception {
    base.run(workload, WARM_UP_MILLIS);
    contender.run(workload, WARM_UP_MILLIS);
    var bases = new ArrayList<Slice>();
    var slices = new ArrayList<Slice>();
    for (int round = 0; round < ROUNDS; round++) {
      bases.add(base.run(workload, SLICE_MILLIS));
      slices.add(contender.run(workload, SLICE_MILLIS));
    }
    double[] byClock = new double[ROUNDS];
    double[] byProcessor = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      byClock[round] = slices.get(round).perSecond() / bases.get(round).perSecond();
      byProcessor[round] =
          slices.get(round).perProcessorSecond() / bases.get(round).perProcessorSecond();
    }
    System.out.printf(
        Locale.ROOT,
        "%-28s %7d %,12.0f %,12.0f  %-22s %-22s %4.1f%n",
        workload.title,
        workload.threads,
        median(bases.stream().mapToDouble(Slice::perSecond).toArray()),
        median(slices.stream().mapToDouble(Slice::perSecond).toArray()),
        range(byClock),
        range(byProcessor),
        workload.goal(contender.name));
  }

  private static Slice slice(Peer peer, Workload workload, int millis) throws Exception {
    var pool = Executors.newFixedThreadPool(workload.threads);
    var together = new CyclicBarrier(workload.threads + 1);
    var ids = new AtomicInteger();
    var counts = new ArrayList<Future<Long>>();
    for (int i = 0; i < workload.threads; i++) {
      counts.add(pool.submit(work(peer, workload, millis, together, ids)));
    }
    together.await(); // all have their clients
    long began = System.nanoTime();
    long processor = SYSTEM.getProcessCpuTime();
    long operations = 0;
    for (var count : counts) {
      operations += count.get();
    }
    long nanos = System.nanoTime() - began;
    long processorNanos = SYSTEM.getProcessCpuTime() - processor;
    pool.shutdown();
    return new Slice(operations, nanos, processorNanos);
  }

  private static Callable<Long> work(
      Peer peer, Workload workload, int millis, CyclicBarrier together, AtomicInteger ids) {
    return () -> {
      try (var client = peer.client()) {
        together.await();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long count = 0;
        while (System.nanoTime() < end) {
          workload.operation.run(client, ids);
          count++;
        }
        return count;
      }
    };
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String range(double[] ratios) {
    var summary = Arrays.stream(ratios).summaryStatistics();
    return String.format(
        Locale.ROOT, "%.2f (%.2f-%.2f)", median(ratios), summary.getMin(), summary.getMax());
  }
}
