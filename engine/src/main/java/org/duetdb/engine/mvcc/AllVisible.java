package org.duetdb.engine.mvcc;

/**
 * The documents of a {@link Segment} of which every snapshot from a timestamp on sees the newest
 * version, so that a scan needs neither heads nor versions. What PostgreSQL's visibility map says
 * of a page (PostgreSQL 18, 66.4). Immutable; that it still holds is the segment's business.
 */
public final class AllVisible {
  /** How many documents are looked at in advance. */
  private static final int AHEAD = 32;

  /** An index in the second cache line of a document; twice that lies in the third. */
  private static final int NEXT_LINE = 64;

  private final byte[][] documents;
  private final long newest;

  /**
   * @param newest the youngest commit among them
   */
  AllVisible(byte[][] documents, long newest) {
    this.documents = documents;
    this.newest = newest;
  }

  boolean isFor(long snapshot) {
    return newest <= snapshot;
  }

  /** How many documents there are. */
  public int size() {
    return documents.length;
  }

  /** A document, in the order of insertion. */
  public byte[] document(int index) {
    return documents[index];
  }

  /**
   * To be called with each index in ascending order: looks now and then at the documents that come
   * next. The result means nothing; it must be used, or nothing is looked at. See {@link
   * HeadList.Cursor}.
   */
  public int touch(int index) {
    return (index & (AHEAD - 1)) == 0 ? touchFrom(index) : 0;
  }

  private int touchFrom(int from) {
    int touched = 0;
    int to = Math.min(from + AHEAD, documents.length);
    for (int index = from; index < to; index++) {
      touched += touch(documents[index]);
    }
    return touched;
  }

  /** Looks at a document's first bytes. */
  static int touch(byte[] document) {
    int last = document.length - 1;
    return document[Math.min(NEXT_LINE, last)] + document[Math.min(2 * NEXT_LINE, last)];
  }
}
