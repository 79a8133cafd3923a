package org.duetdb.engine.mvcc;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The order of commits. A commit's timestamp is drawn after the commit is decided and is greater
 * than every snapshot that has seen it undecided; a snapshot is the newest timestamp drawn.
 */
public final class Timestamps {
  private final AtomicLong newest = new AtomicLong(1);

  /** The newest timestamp drawn: a snapshot of now. */
  public long current() {
    return newest.get();
  }

  /** Draws the next timestamp. */
  long next() {
    return newest.incrementAndGet();
  }
}
