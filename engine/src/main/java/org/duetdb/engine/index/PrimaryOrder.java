package org.duetdb.engine.index;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.engine.catalog.InFlight;

/**
 * The index of {@code _id}, for ranges and orders: keys alone are found without it. It costs memory
 * and time only where somebody wants it, so it is filled by the first query that does, and kept up
 * from then on. Nobody waits for it: who cannot have it yet scans. Thread-safe.
 */
public final class PrimaryOrder {
  /** What every collection is indexed by. */
  public static final FieldPath PATH = FieldPath.of("_id");

  /** No entry of the catalog names it. */
  private static final long NO_ENTRY = -1;

  private static final IndexDescriptor DESCRIPTOR =
      IndexDescriptor.of("_id_", List.of(new IndexDescriptor.Key(PATH, false)))
          .withUnique(true, false);

  private final IndexSet set;
  private final Index index;
  private final ReentrantLock filling = new ReentrantLock();
  private boolean filled;
  private volatile boolean complete;

  PrimaryOrder(IndexSet set) {
    this.set = set;
    index = new Index(NO_ENTRY, DESCRIPTOR, Long.MAX_VALUE, () -> {});
  }

  /** The index, which may be empty until it {@link #isComplete}. */
  public Index index() {
    return index;
  }

  /**
   * Whether the index has every document, having filled it if nobody has.
   *
   * @param writes those under way outside a transaction. One that had looked at the indexes before
   *     this one was there puts its document in when it has installed it; until then others might
   *     see the document and not find it here
   */
  public boolean isComplete(InFlight writes) {
    if (complete) {
      return true;
    }
    if (!filling.tryLock()) {
      return false;
    }
    try {
      if (!filled) {
        set.build(index);
        filled = true;
      }
      complete = writes.haveEarlierEnded();
      return complete;
    } finally {
      filling.unlock();
    }
  }
}
