package org.duetdb.engine.mvcc;

import java.nio.ByteBuffer;
import org.bson.BsonInt32;
import org.duetdb.api.bson.DocumentKey;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Snapshots against pruning: what a snapshot saw when it was opened it sees until it is closed,
 * whoever writes and prunes meanwhile. Races: a snapshot that has counted itself and is not in the
 * set yet, one that has no timestamp yet, and several threads that prune one chain.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class WatermarkLincheckTest {
  private static final int THREADS = 4;

  private final Timestamps timestamps = new Timestamps();
  private final LiveSnapshots snapshots = new LiveSnapshots(timestamps);
  private final Pruner pruner = new Pruner(timestamps, snapshots);
  private final DocumentStore store = new DocumentStore("test");
  private final DocumentKey key = DocumentKey.of(new BsonInt32(1));
  private final Head head = store.headFor(key);
  private final LiveSnapshots.Registration[] open = new LiveSnapshots.Registration[THREADS];

  public WatermarkLincheckTest() {
    var first = Version.committed(bytes(0), null);
    head.replace(head.state(), first);
    first.timestamp(timestamps);
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static int value(Version version) {
    return version == null ? -1 : ByteBuffer.wrap(version.document()).getInt();
  }

  /** Opens a snapshot, unless one is open, and reads. */
  @Operation
  public int open(@Param(name = "thread") int thread) {
    int slot = thread % THREADS;
    if (open[slot] == null) {
      open[slot] = snapshots.open();
    }
    return look(thread);
  }

  /** What the open snapshot sees; -2 if none is open. */
  @Operation
  public int look(@Param(name = "thread") int thread) {
    var registration = open[thread % THREADS];
    return registration == null
        ? -2
        : value(new Snapshot(registration.timestamp(), null, 0).visible(head, timestamps));
  }

  @Operation
  public void close(@Param(name = "thread") int thread) {
    int slot = thread % THREADS;
    if (open[slot] != null) {
      snapshots.close(open[slot]);
      open[slot] = null;
      pruner.released();
    }
  }

  @Operation
  public int write() {
    while (true) {
      var newest = Snapshot.newestCommitted(head, timestamps);
      var next = Version.committed(bytes(value(newest) + 1), newest);
      if (head.install(newest, next)) {
        next.timestamp(timestamps);
        pruner.committed(store, key, head, next);
        return value(next);
      }
    }
  }

  @Operation
  public void prune() {
    pruner.pruneAll();
  }

  @Test
  void isLinearizableInEveryInterleaving() {
    Linearizability.inEveryInterleaving(WatermarkLincheckTest.class);
  }

  @Test
  void isLinearizableUnderStress() {
    Linearizability.underStress(WatermarkLincheckTest.class);
  }
}
