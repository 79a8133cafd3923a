package org.duetdb.engine.mvcc;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a store in the order of insertion, for scans. Appending and removing are lock-free
 * but for the directory's growth; a segment whose heads have all gone is given back.
 */
final class HeadList {
  /**
   * How many heads a cursor looks at in advance; divides a segment. One document after the other
   * its head, its version and its bytes would each be a wait for memory; in a loop without branches
   * on what is found the processor waits for many at the same time. (Group prefetching: Chen,
   * Ailamaki, Gibbons, Mowry, ICDE 2004.)
   */
  private static final int AHEAD = 32;

  private final AtomicLong size = new AtomicLong();
  private volatile AtomicReferenceArray<@Nullable Segment> directory =
      new AtomicReferenceArray<>(16);

  /** Appends and tells the head its place. */
  void append(Head head) {
    long place = size.getAndIncrement();
    var segment = segment((int) (place >> Segment.BITS));
    head.place(place, segment);
    segment.put((int) place & (Segment.SIZE - 1), head);
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
      segment = new Segment(Segment.SIZE);
      directory.set(index, segment);
    }
    return segment;
  }

  /** Removes a retired head. */
  void remove(Head head) {
    int index = (int) (head.place() >> Segment.BITS);
    var segment = directory.get(index);
    if (segment != null && segment.remove((int) head.place() & (Segment.SIZE - 1))) {
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
      this.end = Math.min(end, (long) directory.length() << Segment.BITS);
    }

    /** The next head; null at the end. */
    @Nullable Head next() {
      while (next < end) {
        var segment = directory.get((int) (next >> Segment.BITS));
        if (segment == null) {
          next = endOfSegment();
          continue;
        }
        int index = (int) next++ & (Segment.SIZE - 1);
        if ((index & (AHEAD - 1)) == 0) {
          touched += segment.touch(index, AHEAD);
        }
        var head = segment.head(index);
        if (head != null) {
          return head;
        }
      }
      return null;
    }

    private long endOfSegment() {
      return ((next >> Segment.BITS) + 1) << Segment.BITS;
    }

    /**
     * The documents of the whole segment that comes next, which are passed with that; null if the
     * snapshot of that timestamp is not known to see the newest version of each.
     */
    @Nullable AllVisible allVisible(long timestamp, Timestamps timestamps) {
      if ((next & (Segment.SIZE - 1)) != 0 || next + Segment.SIZE > end) {
        return null;
      }
      var segment = directory.get((int) (next >> Segment.BITS));
      var documents = segment == null ? null : segment.allVisible(timestamp, timestamps);
      if (documents != null) {
        next += Segment.SIZE;
      }
      return documents;
    }
  }
}
