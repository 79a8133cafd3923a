package org.duetdb.engine.mvcc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a store in the order of insertion, for scans. Appending and removing are lock-free
 * but for the directory's growth; a segment whose heads have all gone is given back.
 */
final class HeadList {
  private static final int SEGMENT_BITS = 10;
  private static final int SEGMENT = 1 << SEGMENT_BITS;

  /** How many heads a cursor looks at in advance; divides a segment. */
  private static final int AHEAD = 32;

  private final AtomicLong size = new AtomicLong();
  private volatile AtomicReferenceArray<@Nullable Segment> directory =
      new AtomicReferenceArray<>(16);

  private static final class Segment {
    final AtomicReferenceArray<@Nullable Head> heads = new AtomicReferenceArray<>(SEGMENT);
    final AtomicInteger gone = new AtomicInteger();
  }

  /** Appends and tells the head its place. */
  void append(Head head) {
    long place = size.getAndIncrement();
    head.place(place);
    segment((int) (place >> SEGMENT_BITS)).heads.setRelease((int) place & (SEGMENT - 1), head);
  }

  private Segment segment(int index) {
    var known = directory;
    if (index < known.length()) {
      var segment = known.get(index);
      if (segment != null) {
        return segment;
      }
    }
    return createSegment(index);
  }

  private synchronized Segment createSegment(int index) {
    if (index >= directory.length()) {
      var larger =
          new AtomicReferenceArray<@Nullable Segment>(Math.max(index + 1, directory.length() * 2));
      for (int i = 0; i < directory.length(); i++) {
        larger.setPlain(i, directory.get(i));
      }
      directory = larger;
    }
    var segment = directory.get(index);
    if (segment == null) {
      segment = new Segment();
      directory.set(index, segment);
    }
    return segment;
  }

  /** Removes a retired head. */
  void remove(Head head) {
    int index = (int) (head.place() >> SEGMENT_BITS);
    var segment = directory.get(index);
    if (segment == null) {
      return;
    }
    segment.heads.setRelease((int) head.place() & (SEGMENT - 1), null);
    if (segment.gone.incrementAndGet() == SEGMENT) {
      drop(index);
    }
  }

  private synchronized void drop(int index) {
    directory.set(index, null);
  }

  /** Iterates over the heads that are there now, and perhaps some that come later. */
  Cursor cursor() {
    return new Cursor(directory, size.get());
  }

  /** A position in the list. */
  static final class Cursor {
    private final AtomicReferenceArray<@Nullable Segment> directory;
    private final long end;
    private long next;

    @SuppressWarnings("UnusedVariable") // so that the touching is not optimised away
    private int touched;

    private Cursor(AtomicReferenceArray<@Nullable Segment> directory, long end) {
      this.directory = directory;
      this.end = Math.min(end, (long) directory.length() << SEGMENT_BITS);
    }

    /** The next head; null at the end. */
    @Nullable Head next() {
      while (next < end) {
        var segment = directory.get((int) (next >> SEGMENT_BITS));
        if (segment == null) {
          next = ((next >> SEGMENT_BITS) + 1) << SEGMENT_BITS;
          continue;
        }
        int index = (int) next++ & (SEGMENT - 1);
        if ((index & (AHEAD - 1)) == 0) {
          touched += touch(segment, index);
        }
        var head = segment.heads.getAcquire(index);
        if (head != null) {
          return head;
        }
      }
      return null;
    }

    /**
     * Looks at the heads that come next, at their newest versions and at the documents' first bytes
     * ({@link Head#touch}). One document after the other each of these would be a wait for memory;
     * in a loop without branches on what is found the processor waits for many at the same time.
     * (Group prefetching: Chen, Ailamaki, Gibbons, Mowry, ICDE 2004.)
     */
    private static int touch(Segment segment, int from) {
      int touched = 0;
      for (int index = from; index < from + AHEAD; index++) {
        var head = segment.heads.getPlain(index);
        touched += head == null ? 0 : head.touch();
      }
      return touched;
    }
  }
}
