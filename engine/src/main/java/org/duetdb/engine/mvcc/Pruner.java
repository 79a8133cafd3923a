package org.duetdb.engine.mvcc;

import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.engine.mvcc.LiveSnapshots.Needs;
import org.jspecify.annotations.Nullable;

/**
 * Unlinks the versions that no live snapshot can see, also those between snapshots, and retires
 * heads of which nothing is left. Runs on the threads that write and that close snapshots; there is
 * no thread of its own.
 *
 * <p>A chain is walked from its newest committed version, read before the snapshots are looked at:
 * a snapshot that opens later sees that version or a newer one, so nothing below it can become
 * needed again, and several threads may prune one chain at once.
 */
public final class Pruner {
  /**
   * How many superseded versions more than there are snapshots may hang on a head before it is
   * pruned.
   */
  static final int SLACK = 8;

  private static final int HEADS_PER_CLOSE = 64;

  private final Timestamps timestamps;
  private final LiveSnapshots snapshots;
  private final LongPredicate tracked;
  private final Queue<Candidate> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder pruned = new LongAdder();
  private volatile long horizon;

  private record Candidate(DocumentStore store, DocumentKey key, Head head) {}

  /** For an engine without SERIALIZABLE. */
  public Pruner(Timestamps timestamps, LiveSnapshots snapshots) {
    this(timestamps, snapshots, timestamp -> false);
  }

  /**
   * With what keeps a version that nobody sees: whether the commit of that timestamp is still
   * tracked. A SERIALIZABLE reader that passes over its version learns from it whom it precedes.
   */
  public Pruner(Timestamps timestamps, LiveSnapshots snapshots, LongPredicate tracked) {
    this.timestamps = timestamps;
    this.snapshots = snapshots;
    this.tracked = tracked;
  }

  /** After a committed version was installed, and has its timestamp. */
  public void committed(DocumentStore store, DocumentKey key, Head head, Version version) {
    if (version.older() == null && version.document() != null) {
      return;
    }
    if (snapshots.count() == 0) {
      if (version.document() == null) {
        if (prune(store, key, head)) {
          later(store, key, head); // because somebody still queues for the document that is gone
        }
      } else {
        var superseded = version.older();
        version.cutTo(null);
        version.depth(1);
        tell(store, head, superseded);
      }
      return;
    }
    if (version.depth() > snapshots.count() + SLACK) {
      prune(store, key, head);
    }
    later(store, key, head);
    if (snapshots.count() == 0) {
      released(); // because the last may have closed before it could find this head in the queue
    }
  }

  private void later(DocumentStore store, DocumentKey key, Head head) {
    if (head.markGarbage()) {
      waiting.incrementAndGet();
      queue.add(new Candidate(store, key, head));
    }
  }

  /**
   * After a snapshot was closed, or a statement has left a queue: prunes some of what that has
   * kept, and all of it after the last snapshot, because nobody may come by any more.
   */
  public void released() {
    if (queue.isEmpty() || snapshots.oldest() <= horizon) {
      return;
    }
    work(snapshots.count() == 0 ? Integer.MAX_VALUE : HEADS_PER_CLOSE);
  }

  /** Prunes everything that waits. */
  public void pruneAll() {
    work(Integer.MAX_VALUE);
  }

  private void work(int most) {
    int open = snapshots.count();
    pass(most);
    if (open > 0 && snapshots.count() == 0) {
      pass(Integer.MAX_VALUE); // because the last has closed while heads were kept for it here
    }
  }

  private void pass(int most) {
    long oldest = snapshots.oldest();
    int left = Math.min(most, waiting.get());
    boolean kept = false;
    while (left-- > 0) {
      var candidate = queue.poll();
      if (candidate == null) {
        break;
      }
      waiting.decrementAndGet();
      candidate.head.unmarkGarbage();
      if (prune(candidate.store, candidate.key, candidate.head)) {
        later(candidate.store, candidate.key, candidate.head);
        kept = true;
      }
    }
    if (kept && oldest != Long.MAX_VALUE) {
      horizon = oldest; // because nothing more can go until the oldest snapshot has
    }
  }

  /**
   * Prunes one head.
   *
   * @return whether something superseded is left
   */
  private boolean prune(DocumentStore store, DocumentKey key, Head head) {
    var state = head.state();
    var version = state.newest();
    while (version != null && version.timestamp(timestamps) <= 0) {
      version = version.older();
    }
    if (version == null) {
      retireIfEmpty(store, key, head, state);
      return false;
    }
    var needs = snapshots.needs();
    int kept = cut(store, head, version, needs);
    if (kept > 1) {
      return true;
    }
    if (version.document() != null) {
      return false;
    }
    boolean invisible = !needs.anyBetween(0, version.timestamp(timestamps));
    if (invisible && state == version && !head.isContended()) {
      return !store.retire(key, head, version);
    }
    return true;
  }

  private void retireIfEmpty(DocumentStore store, DocumentKey key, Head head, HeadState state) {
    if (state == Vacant.EMPTY && !head.isContended()) {
      store.retire(key, head, state);
    }
  }

  /** Takes back an empty head that an undone insert has left. */
  public void vacated(DocumentStore store, DocumentKey key, Head head) {
    retireIfEmpty(store, key, head, head.state());
  }

  /**
   * Unlinks below {@code newest} what is not needed and returns how many versions are left with it.
   */
  private int cut(DocumentStore store, Head head, Version newest, Needs needs) {
    int kept = 1;
    var gone = store.watch() == null ? null : new ArrayList<Version>();
    var last = newest;
    long until = newest.timestamp(timestamps);
    var version = newest.older();
    while (version != null) {
      long from = version.timestamp(timestamps);
      boolean passedOver = from > 0 && tracked.test(from) && needs.anyBetween(0, from);
      if (passedOver || (from > 0 && needs.anyBetween(from, until))) {
        if (last.older() != version) {
          last.cutTo(version);
        }
        last = version;
        kept++;
      } else {
        pruned.increment();
        if (gone != null) {
          gone.add(version);
        }
      }
      if (from > 0) {
        until = from;
      }
      version = version.older();
    }
    last.cutTo(null);
    newest.depth(kept);
    if (gone != null) {
      gone.forEach(one -> store.dropped(head, one));
    }
    return kept;
  }

  /** Tells who follows the store of versions that were cut off. */
  private static void tell(DocumentStore store, Head head, @Nullable Version first) {
    if (store.watch() != null) {
      for (var version = first; version != null; version = version.older()) {
        store.dropped(head, version);
      }
    }
  }

  /**
   * How many versions were unlinked one by one; those cut off at once with their chain are not
   * counted.
   */
  public long pruned() {
    return pruned.sum();
  }

  /** How many heads wait for a snapshot to close. */
  public int waiting() {
    return waiting.get();
  }
}
