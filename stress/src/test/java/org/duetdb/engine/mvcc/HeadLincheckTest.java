package org.duetdb.engine.mvcc;

import java.nio.ByteBuffer;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * A head under writers and readers: transactions that write, lock, commit and abort, and autocommit
 * writes that install their version already committed. Races: an express write against a
 * transaction's claim, a commit against a reader that draws its timestamp for it, settling and
 * undoing against a new claim.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class HeadLincheckTest {
  private static final int THREADS = 4;

  private final Timestamps timestamps = new Timestamps();
  private final Head head = new Head();
  private final OneWriter[] writers = new OneWriter[THREADS];

  /** A transaction as far as its claims are concerned. */
  private static final class OneWriter extends Writer {
    boolean commit(Timestamps timestamps) {
      if (!decideCommit()) {
        return false;
      }
      publish(timestamps);
      return true;
    }

    void abort() {
      decideAbort();
    }
  }

  public HeadLincheckTest() {
    head.replace(head.state(), Version.committed(bytes(0), null));
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private int value(Version version) {
    return ByteBuffer.wrap(version.document()).getInt();
  }

  private OneWriter writer(int thread) {
    int slot = thread % THREADS;
    if (writers[slot] == null) {
      writers[slot] = new OneWriter();
    }
    return writers[slot];
  }

  /** Whether {@code own} may claim what {@code seen} shows; null is a writer without claims. */
  private boolean isFree(HeadState seen, OneWriter own) {
    if (Intent.rival(seen.intents(), own, true) != null) {
      return false;
    }
    var newest = Head.live(seen, timestamps);
    return newest == null
        || newest.timestamp(timestamps) != Version.UNCOMMITTED
        || newest.writer() == own;
  }

  /** Adds one in a transaction; false if somebody else has a claim. */
  @Operation
  public boolean add(@Param(name = "thread") int thread) {
    var own = writer(thread);
    while (true) {
      var seen = head.state();
      if (!isFree(seen, own)) {
        return false;
      }
      var newest = Head.live(seen, timestamps);
      var next = Version.of(bytes(value(newest) + 1), newest, own, 1);
      if (head.install(seen, next)) {
        return true;
      }
    }
  }

  /** Takes an exclusive lock; false if somebody else has a claim. */
  @Operation
  public boolean lock(@Param(name = "thread") int thread) {
    var own = writer(thread);
    while (true) {
      var seen = head.state();
      if (!isFree(seen, own)) {
        return false;
      }
      if (Intent.isHeld(seen.intents(), own, true) || head.claim(seen, own, 1, true, false)) {
        return true;
      }
    }
  }

  @Operation
  public void commit(@Param(name = "thread") int thread) {
    var own = writer(thread);
    own.commit(timestamps);
    head.settle(own, timestamps);
    writers[thread % THREADS] = null;
  }

  @Operation
  public void abort(@Param(name = "thread") int thread) {
    var own = writer(thread);
    own.abort();
    head.undo(own, 0);
    writers[thread % THREADS] = null;
  }

  /** Adds ten at once; -1 if somebody has a claim. */
  @Operation
  public int express() {
    while (true) {
      var seen = head.state();
      if (!isFree(seen, null)) {
        return -1;
      }
      var newest = Head.live(seen, timestamps);
      var next = Version.committed(bytes(value(newest) + 10), newest);
      if (head.install(seen, next)) {
        next.timestamp(timestamps);
        return value(next);
      }
    }
  }

  @Operation
  public int read() {
    return value(Snapshot.newestCommitted(head, timestamps));
  }

  @Test
  void isLinearizableInEveryInterleaving() {
    Linearizability.inEveryInterleaving(HeadLincheckTest.class);
  }

  @Test
  void isLinearizableUnderStress() {
    Linearizability.underStress(HeadLincheckTest.class);
  }
}
