package org.duetdb.engine.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a store's heads. Thread-safe, without locks.
 *
 * <p>While nothing happens to its heads it knows their documents in one array ({@link AllVisible}).
 * Who makes the array replaces each head's version by a copy that says that it is listed; who wants
 * to change the state of a head and finds such a copy takes the array away first ({@link
 * Head#replace}). As the copies are made anew each time, a change that missed the making fails, and
 * one that came between makes the publication fail.
 */
final class Segment {
  static final int BITS = 10;
  static final int SIZE = 1 << BITS;

  /** How many scans pass by until one makes the array: it costs about half a scan. */
  static final int PATIENCE = 4;

  private static final byte[][] NOTHING = {};
  private static final VarHandle ALL_VISIBLE;

  static {
    try {
      ALL_VISIBLE =
          MethodHandles.lookup().findVarHandle(Segment.class, "allVisible", AllVisible.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final AtomicReferenceArray<@Nullable Head> heads;
  private final AtomicInteger gone = new AtomicInteger();
  private volatile @Nullable AllVisible allVisible;
  private int passed;

  /**
   * @param size how many heads ever come; {@link #SIZE}, except in tests
   */
  Segment(int size) {
    heads = new AtomicReferenceArray<>(size);
  }

  /** Puts a head that nobody knows yet at its place. */
  void put(int index, Head head) {
    heads.setRelease(index, head);
  }

  /** The head at a place; null if it has gone, or has not come yet. */
  @Nullable Head head(int index) {
    return heads.getAcquire(index);
  }

  /** Takes a retired head out; true if it was the last of all that ever were here. */
  boolean remove(int index) {
    heads.setRelease(index, null);
    return gone.incrementAndGet() == heads.length();
  }

  /** Before the state of one of its heads changes that was listed. */
  void unlist() {
    if (allVisible != null) {
      allVisible = null;
    }
  }

  /**
   * The documents that a snapshot sees, if it is known to see the newest version of each; else
   * null. To be called by each scan that comes by, because after some it makes the array.
   *
   * @param timestamp the snapshot's, drawn before this call
   */
  @Nullable AllVisible allVisible(long timestamp, Timestamps timestamps) {
    var known = allVisible;
    if (known == null && ++passed >= PATIENCE) { // a lost count only makes it later
      passed = 0;
      list(timestamps);
      known = allVisible;
    }
    return known != null && known.isFor(timestamp) ? known : null;
  }

  private void list(Timestamps timestamps) {
    // One that no snapshot may use; an object of its own, so that nobody takes it for another's.
    var making = new AllVisible(NOTHING, Long.MAX_VALUE);
    if (ALL_VISIBLE.compareAndSet(this, null, making)) {
      var made = collect(timestamps);
      ALL_VISIBLE.compareAndSet(this, making, made);
    }
  }

  private @Nullable AllVisible collect(Timestamps timestamps) {
    int missing = gone.get();
    var documents = new byte[heads.length()][];
    int count = 0;
    long newest = 0;
    for (int index = 0; index < heads.length(); index++) {
      var head = heads.getAcquire(index);
      if (head == null) {
        missing--;
        continue;
      }
      var version = head.list(timestamps);
      if (version == null) {
        return null;
      }
      documents[count++] = version.document();
      newest = Math.max(newest, version.timestamp(timestamps));
    }
    // If fewer have gone than are missing, some have not come yet.
    return missing == 0 ? new AllVisible(Arrays.copyOf(documents, count), newest) : null;
  }

  /**
   * Looks at the heads from {@code from} on, at their newest versions and at the documents' first
   * bytes ({@link Head#touch}).
   */
  int touch(int from, int count) {
    int touched = 0;
    for (int index = from; index < from + count; index++) {
      var head = heads.getPlain(index);
      touched += head == null ? 0 : head.touch();
    }
    return touched;
  }
}
