package org.duetdb.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.duetdb.bench.peer.Peer;

/**
 * Whether all writers of one hot document get their turn: increments by many threads for some
 * seconds, in all, and of the slowest thread as a share of the fastest one's. JMH has no such
 * figure.
 *
 * <p>Run with {@code java -cp bench/target/duet-bench-0.1.0-SNAPSHOT.jar org.duetdb.bench.Fairness
 * [threads [seconds]]}; the default is 64 threads for 5 s.
 */
public final class Fairness {
  private static final int WARM_UP_SECONDS = 3;

  private Fairness() {}

  public static void main(String[] arguments) throws Exception {
    int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 64;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    for (var contender : List.of("h2", "duet-sql", "duet")) {
      try (var peer = Peer.open(contender, 1, 1)) {
        var before = run(peer, threads, WARM_UP_SECONDS);
        var counts = run(peer, threads, seconds);
        report(contender, counts, seconds);
        checkNothingLost(peer, sum(before) + sum(counts));
      }
    }
  }

  private static List<Long> run(Peer peer, int threads, int seconds) throws Exception {
    var pool = Executors.newFixedThreadPool(threads);
    var together = new CyclicBarrier(threads);
    Callable<Long> work = () -> increments(peer, together, seconds);
    var counts = new ArrayList<Long>();
    for (var future : pool.invokeAll(Collections.nCopies(threads, work))) {
      counts.add(future.get());
    }
    pool.shutdown();
    return counts;
  }

  private static long increments(Peer peer, CyclicBarrier together, int seconds) throws Exception {
    try (var client = peer.client()) {
      together.await();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      long count = 0;
      while (System.nanoTime() < end) {
        client.increment(0);
        count++;
      }
      return count;
    }
  }

  private static void report(String contender, List<Long> counts, int seconds) {
    long least = counts.stream().mapToLong(Long::longValue).min().orElseThrow();
    long most = counts.stream().mapToLong(Long::longValue).max().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%-8s  %d threads: %,12d increments a second   slowest : fastest thread %.2f%n",
        contender,
        counts.size(),
        sum(counts) / seconds,
        (double) least / most);
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private static void checkNothingLost(Peer peer, long increments) {
    try (var client = peer.client()) {
      long n = client.get(0).n();
      if (n != increments) {
        throw new IllegalStateException(increments + " increments have made " + n);
      }
    }
  }
}
