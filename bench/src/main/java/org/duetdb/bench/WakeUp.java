package org.duetdb.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.Namespace;
import org.duetdb.api.Session;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.UpdateOperation;

/**
 * How long after its rival's commit began a waiting write looks at the document again (it is
 * awake), and has returned (it has written), beside a bare park and unpark of the same two threads
 * in the same run, one after the other; and the processor time of a thread that waits. A latency of
 * single events, so it is not a JMH benchmark: each sample is one commit, or one unpark.
 *
 * <p>Run with {@code java -cp bench/target/duet-bench-0.1.0-SNAPSHOT.jar org.duetdb.bench.WakeUp}.
 */
public final class WakeUp {
  private static final int WARM_UP = 30_000;
  private static final int SAMPLES = 10_000;
  private static final long PARKED_NANOS = 20_000;
  private static final Document X = new Document("_id", "x");
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private volatile long signalled;
  private volatile long awakeAt;
  private volatile long returned;
  private long started;
  private volatile int round;
  private volatile int taken;
  private volatile boolean stop;

  private WakeUp() {}

  public static void main(String[] arguments) throws InterruptedException {
    new WakeUp().compare();
    cpuWhileParked();
  }

  private void compare() throws InterruptedException {
    try (var deployment = Deployment.open("duet:mem:wake-up");
        var rival = deployment.startSession("rival")) {
      var demo = deployment.database("test").collection("demo");
      demo.insertOne(new Document("_id", "x").append("n", 0));
      var waiter = new Thread(() -> waiter(deployment), "waiter");
      waiter.start();
      var bare = new long[SAMPLES];
      var wake = new long[SAMPLES];
      var engine = new long[SAMPLES];
      for (int i = -WARM_UP; i < SAMPLES; i++) {
        long one = bareUnpark(waiter);
        long two = commitAndWake(rival, waiter);
        if (i >= 0) {
          bare[i] = one;
          wake[i] = awakeAt - started;
          engine[i] = two;
        }
      }
      stop = true;
      round++;
      LockSupport.unpark(waiter);
      waiter.join();
      report(bare, wake, engine);
    }
  }

  /** Alternates: parks bare in odd rounds, updates the contended document in even ones. */
  private void waiter(Deployment deployment) {
    var statements = deployment.engine().autocommit();
    var settings = StatementSettings.document("update", BsonDocument::new);
    var update = noting();
    int seen = 0;
    while (!stop) {
      while (round == seen) {
        Thread.onSpinWait();
      }
      seen = round;
      taken = seen;
      if (stop) {
        return;
      }
      if ((seen & 1) == 1) {
        while (signalled == 0) {
          LockSupport.park();
        }
      } else {
        statements.update(settings, update, new Object[0]);
      }
      returned = System.nanoTime();
    }
  }

  /** An update whose predicate, the first thing that a new attempt calls, notes the time. */
  private UpdateOperation noting() {
    byte[] one =
        BsonCodecs.encode(
            new BsonDocument("_id", new BsonString("x")).append("n", new BsonInt32(1)));
    byte[] two =
        BsonCodecs.encode(
            new BsonDocument("_id", new BsonString("x")).append("n", new BsonInt32(2)));
    return UpdateOperation.of(
        new Namespace("test", "demo"),
        Access.key(DocumentKey.of(one)),
        (document, parameters) -> {
          awakeAt = System.nanoTime();
          return true;
        },
        (document, parameters) -> Arrays.equals(document, one) ? two : one,
        false);
  }

  private long bareUnpark(Thread waiter) {
    signalled = 0;
    returned = 0;
    round++;
    awaitParked(waiter);
    return measure(
        () -> {
          signalled = 1;
          LockSupport.unpark(waiter);
        });
  }

  private long commitAndWake(Session rival, Thread waiter) {
    rival.startTransaction();
    rival.database("test").collection("demo").updateOne(X, INC);
    returned = 0;
    round++;
    awaitParked(waiter);
    return measure(rival::commitTransaction);
  }

  /**
   * Both sides are woken when they have been parked for as long, because a processor that has been
   * idle for longer wakes up later.
   */
  private void awaitParked(Thread waiter) {
    while (taken != round || waiter.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    long until = System.nanoTime() + PARKED_NANOS;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private long measure(Runnable wake) {
    started = System.nanoTime();
    wake.run();
    while (returned == 0) {
      Thread.onSpinWait();
    }
    return returned - started;
  }

  private static void report(long[] bare, long[] wake, long[] engine) {
    Arrays.sort(bare);
    Arrays.sort(wake);
    Arrays.sort(engine);
    print("bare unpark", bare);
    print("commit to awake", wake);
    print("commit to return", engine);
    ratio("awake : bare", wake, bare);
    ratio("return : bare", engine, bare);
  }

  private static void ratio(String what, long[] engine, long[] bare) {
    System.out.printf(
        Locale.ROOT,
        "%-18s   p50 %.2f   p99 %.2f%n",
        what,
        (double) at(engine, 0.50) / at(bare, 0.50),
        (double) at(engine, 0.99) / at(bare, 0.99));
  }

  private static void print(String what, long[] sorted) {
    System.out.printf(
        Locale.ROOT,
        "%-18s   p50 %.1f us   p99 %.1f us   (%d samples)%n",
        what,
        at(sorted, 0.50) / 1e3,
        at(sorted, 0.99) / 1e3,
        sorted.length);
  }

  private static long at(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static void cpuWhileParked() throws InterruptedException {
    try (var deployment = Deployment.open("duet:mem:parked");
        var rival = deployment.startSession("rival")) {
      var demo = deployment.database("test").collection("demo");
      demo.insertOne(new Document("_id", "x").append("n", 0));
      rival.startTransaction();
      rival.database("test").collection("demo").updateOne(X, INC);
      var waiter = new Thread(() -> demo.updateOne(X, INC), "waiter");
      waiter.start();
      while (deployment.waits().isEmpty()) {
        Thread.onSpinWait();
      }
      Thread.sleep(100);
      var threads = ManagementFactory.getThreadMXBean();
      long before = threads.getThreadCpuTime(waiter.getId());
      Thread.sleep(3_000);
      long after = threads.getThreadCpuTime(waiter.getId());
      System.out.printf(
          Locale.ROOT,
          "processor time of a thread parked for 3 s: %.3f ms%n",
          (after - before) / 1e6);
      rival.commitTransaction();
      waiter.join();
    }
  }
}
