package org.duetdb.engine.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one queue of commits on their way to the sinks. A commit has its place before it can be seen;
 * what waits together goes to the sinks together, one call per sink and group. Whoever finds no
 * group under way is the committer for the next one, so the engine owns no thread for it, also in
 * virtual time. Thread-safe.
 */
public final class CommitQueue {
  private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

  private final List<CommitSink> sinks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition groupDone = lock.newCondition();
  private List<Entry> waiting = new ArrayList<>();
  private boolean committing;
  private @Nullable Exception broken;

  private static final class Entry {
    final CommitRecord record;
    final Runnable publish;
    boolean done;

    Entry(CommitRecord record, Runnable publish) {
      this.record = record;
      this.publish = publish;
    }
  }

  public CommitQueue(List<CommitSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  /** Whether there is nobody to hand commits to, so that a commit may be published by itself. */
  public boolean isDirect() {
    return sinks.isEmpty();
  }

  /**
   * Takes the next place, and returns when the sinks have taken the commit and it is published. Not
   * interruptible: the commit is decided.
   *
   * @param publish makes it visible; called once, in the order of the queue
   * @throws DuetException with an unknown outcome if a sink failed; then it is not published
   */
  public void commit(CommitRecord record, Runnable publish) {
    var entry = new Entry(record, publish);
    lock.lock();
    try {
      waiting.add(entry);
      while (!entry.done) {
        refuseIfBroken();
        if (committing) {
          groupDone.awaitUninterruptibly();
        } else {
          commitGroup();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * With the lock held: takes all that wait, lets go of the lock while the sinks work, publishes.
   */
  private void commitGroup() {
    var group = waiting;
    waiting = new ArrayList<>();
    committing = true;
    Exception failure = null;
    lock.unlock();
    try {
      hand(group);
      group.forEach(entry -> entry.publish.run());
    } catch (IOException | RuntimeException failed) {
      LOG.error("a sink failed; the deployment takes no more commits", failed);
      failure = failed;
    } finally {
      lock.lock();
      committing = false;
      broken = failure == null ? broken : failure;
      boolean published = failure == null;
      group.forEach(entry -> entry.done = published);
      groupDone.signalAll();
    }
  }

  private void hand(List<Entry> group) throws IOException {
    var records = group.stream().map(entry -> entry.record).toList();
    for (var sink : sinks) {
      sink.accept(records);
    }
  }

  private void refuseIfBroken() {
    if (broken != null) {
      var unknown =
          new DuetException(
              ErrorCode.COMMIT_OUTCOME_UNKNOWN,
              "a sink failed, so whether this commit will survive is not known; nobody has seen it,"
                  + " and the deployment takes no more commits",
              Set.of(DuetException.UNKNOWN_TRANSACTION_COMMIT_RESULT));
      unknown.initCause(broken);
      throw unknown;
    }
  }
}
