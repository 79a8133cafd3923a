package org.duetdb.bench;

import java.util.List;
import java.util.Locale;
import org.duetdb.bench.peer.Peer;

/**
 * How much heap a document takes, with its primary key and one secondary index: what is in use
 * after a collection with the documents, less what is in use without, divided by their number.
 *
 * <p>Run with {@code java -cp bench/target/duet-bench-0.1.0-SNAPSHOT.jar org.duetdb.bench.Memory
 * [documents]}; the default is 100,000.
 */
public final class Memory {
  /** One collection leaves what waits for a reference queue to be worked off. */
  private static final int COLLECTIONS = 5;

  private static final long PAUSE_MILLIS = 100;

  private Memory() {}

  public static void main(String[] arguments) throws InterruptedException {
    int documents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Loaded.ITEMS;
    for (var contender : List.of("h2", "duet-sql", "duet")) {
      Peer.open(contender, 1, 1).close(); // so that the code of the product is not counted
      long before = used();
      try (var peer = Peer.open(contender, documents, 0);
          var client = peer.client()) {
        long bytes = used() - before;
        System.out.printf(
            Locale.ROOT, "%-8s  %,d bytes a document%n", contender, bytes / documents);
        if (client.get(documents - 1).id() != documents - 1) {
          throw new IllegalStateException(contender + " has lost the last document");
        }
      }
    }
  }

  private static long used() throws InterruptedException {
    var runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(PAUSE_MILLIS);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
