package org.duetdb.engine.conflict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.duetdb.api.conflict.Rival;
import org.duetdb.api.spi.Waiting;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.Intent;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.mvcc.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The queues of those who wait, one per head, and the graph of who waits for whom.
 *
 * <p>A waiter that is woken keeps its place at the front while it tries again, and leaves when it
 * has its claim or wants the head no more; until then newcomers stand behind it. So nobody is
 * overtaken. A waiter waits for the live holders of claims that keep it out and for those ahead of
 * it; a cycle of these is found when the wait that closes it begins, and that requester is the
 * victim. Thread-safe.
 *
 * <p>Who may try when a claim has gone, or when somebody leaves the queue: the first of those who
 * want a claim, if nobody keeps it out, and behind it the next when it has its claim, so that
 * shared claims are granted together; and every reader that nobody keeps out, because a reader
 * claims nothing, and so neither overtakes anybody nor is in anybody's way.
 *
 * <p>Its collections keep an order, as all do in the engine that somebody goes through, so that in
 * virtual time a run is repeatable.
 */
public final class WaitQueues {
  private final ReentrantLock lock = new ReentrantLock();
  private final Timestamps timestamps;
  private final Map<Head, Queue> queues = new LinkedHashMap<>();
  private final Map<Writer, Waiter> waiting = new IdentityHashMap<>();
  private final Set<Waiter> sleepers = new LinkedHashSet<>();

  public WaitQueues(Timestamps timestamps) {
    this.timestamps = timestamps;
  }

  /** Those who wait at one head, in the order of their arrival. */
  private static final class Queue {
    final ArrayDeque<Waiter> claimants = new ArrayDeque<>();
    final ArrayDeque<Waiter> readers = new ArrayDeque<>(0);

    ArrayDeque<Waiter> of(Waiter waiter) {
      return waiter.want == Want.READ ? readers : claimants;
    }

    boolean isEmpty() {
      return claimants.isEmpty() && readers.isEmpty();
    }

    int size() {
      return claimants.size() + readers.size();
    }
  }

  /** The outcome of {@link #enter}. */
  public enum Entry {
    /** Wait until woken. */
    QUEUED,
    /** The rival has gone in the meantime and nobody is ahead: try again at once. */
    FREE,
    /** The wait would close a cycle; the waiter is not in the queue. */
    CYCLE
  }

  /**
   * Stands in the queue of {@code head}, behind everybody there, or keeps the place it has; leaves
   * another queue first. One who has a claim on the head already stands at the front, because those
   * there wait for it.
   *
   * @param nanos the time now; the waiter keeps the time at which it began to stand here
   */
  public Entry enter(Waiter waiter, Head head, Want want, long nanos) {
    lock.lock();
    try {
      boolean changesSides = (waiter.want == Want.READ) != (want == Want.READ);
      if (waiter.head != head || changesSides) {
        leaveQueue(waiter);
        waiter.want = want;
        stand(waiter, head);
        waiter.standingSince(nanos);
      }
      waiter.want = want;
      waiter.rest();
      if (mayTry(waiter, head, queue(head))) {
        return Entry.FREE;
      }
      if (waiter.owner() != null && reaches(waiter, waiter.owner(), newVisited())) {
        leaveQueue(waiter);
        return Entry.CYCLE;
      }
      return Entry.QUEUED;
    } finally {
      lock.unlock();
    }
  }

  private Queue queue(Head head) {
    return queues.computeIfAbsent(head, free -> new Queue());
  }

  private boolean mayTry(Waiter waiter, Head head, Queue queue) {
    return (waiter.want == Want.READ || queue.claimants.peekFirst() == waiter)
        && !isKeptOut(waiter, head);
  }

  private void stand(Waiter waiter, Head head) {
    var queue = queue(head).of(waiter);
    head.contended(true);
    if (waiter.owner() != null && hasClaim(head, waiter.owner())) {
      queue.addFirst(waiter);
    } else {
      queue.addLast(waiter);
    }
    waiter.head = head;
    if (waiter.owner() != null) {
      waiting.put(waiter.owner(), waiter);
    }
  }

  /** Gives up the place, if it has one; the next in the queue may try if nothing keeps it out. */
  public void leave(Waiter waiter) {
    lock.lock();
    try {
      leaveQueue(waiter);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives up the place in the queue of {@code head}, whose claim the waiter has now. A place in
   * another queue stays: a statement that runs again claims what stands before the head it waited
   * for once more, and must not lose its turn by that.
   */
  public void leave(Waiter waiter, Head head) {
    lock.lock();
    try {
      if (waiter.head == head) {
        leaveQueue(waiter);
      }
    } finally {
      lock.unlock();
    }
  }

  private void leaveQueue(Waiter waiter) {
    var head = waiter.head;
    if (head == null) {
      return;
    }
    waiter.head = null;
    if (waiter.owner() != null) {
      waiting.remove(waiter.owner());
    }
    var queue = queue(head);
    queue.of(waiter).remove(waiter);
    if (queue.isEmpty()) {
      queues.remove(head);
      head.contended(false);
    } else {
      wake(head, queue);
    }
  }

  private boolean isKeptOut(Waiter waiter, Head head) {
    if (waiter.want == Want.READ) {
      return Intent.rivalOfReader(head.state().intents(), waiter.owner()) != null;
    }
    boolean exclusive = waiter.want == Want.EXCLUSIVE;
    return Meeting.at(head, timestamps, waiter.owner(), Long.MAX_VALUE, exclusive).rival()
        != Rival.NONE;
  }

  /** After a claim on {@code head} has gone: whoever may try now is woken. */
  public void wake(Head head) {
    if (!head.isContended()) {
      return;
    }
    lock.lock();
    try {
      var queue = queues.get(head);
      if (queue != null) {
        wake(head, queue);
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake(Head head, Queue queue) {
    var first = queue.claimants.peekFirst();
    if (first != null && !isKeptOut(first, head)) {
      first.wake();
    }
    for (var reader : queue.readers) {
      if (!isKeptOut(reader, head)) {
        reader.wake();
      }
    }
  }

  /**
   * The facts of a head for one who wants it, where somebody ahead in its queue counts as a rival.
   *
   * @param place the requester's waiter, if it has one
   */
  public Meeting meet(
      Head head, @Nullable Writer self, @Nullable Waiter place, long snapshot, boolean exclusive) {
    var meeting = Meeting.at(head, timestamps, self, snapshot, exclusive);
    if (meeting.rival() != Rival.NONE || !head.isContended()) {
      return meeting;
    }
    if (self != null && hasClaim(head, self)) {
      return meeting;
    }
    lock.lock();
    try {
      var queue = queues.get(head);
      var first = queue == null ? null : queue.claimants.peekFirst();
      return first == null || first == place ? meeting : meeting.behind(first.asHolder());
    } finally {
      lock.unlock();
    }
  }

  private boolean hasClaim(Head head, Writer self) {
    var state = head.state();
    var live = Head.live(state, timestamps);
    return (live != null && live.writer() == self) || Intent.isHeld(state.intents(), self, false);
  }

  private boolean reaches(Waiter from, Writer target, Set<Waiter> visited) {
    for (var blocker : blockers(from)) {
      if (blocker == target) {
        return true;
      }
      var next = waiting.get(blocker);
      if (next != null && visited.add(next) && reaches(next, target, visited)) {
        return true;
      }
    }
    return false;
  }

  private static Set<Waiter> newVisited() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /**
   * Whom a waiter waits for: the live holders of claims that keep it out, those ahead of it, and
   * whom those ahead wait for that hold nothing themselves.
   */
  private List<Writer> blockers(Waiter waiter) {
    var found = new ArrayList<Writer>();
    var head = waiter.head;
    if (head == null) {
      return found;
    }
    if (waiter.want == Want.READ) {
      addOther(found, Intent.rivalOfReader(head.state().intents(), waiter.owner()), waiter);
      return found;
    }
    boolean exclusive = waiter.want == Want.EXCLUSIVE;
    var ahead = new ArrayList<Writer>();
    for (var other : queue(head).claimants) {
      if (other == waiter) {
        break;
      }
      if (other.owner() == null) {
        exclusive |= other.want == Want.EXCLUSIVE;
      }
      addOther(ahead, other.owner(), waiter);
    }
    var live = Head.live(head.state(), timestamps);
    if (live != null && live.timestamp(timestamps) == Version.UNCOMMITTED) {
      addOther(found, live.writer(), waiter);
    }
    for (var intent = head.state().intents(); intent != null; intent = intent.next()) {
      if ((intent.exclusive() || exclusive) && intent.holder().isLive()) {
        addOther(found, intent.holder(), waiter);
      }
    }
    ahead.forEach(owner -> addOther(found, owner, waiter));
    return found;
  }

  private static void addOther(List<Writer> found, @Nullable Writer writer, Waiter waiter) {
    if (writer != null && writer != waiter.owner() && !found.contains(writer)) {
      found.add(writer);
    }
  }

  /** Counts a waiter that polls by a schedule instead of standing in a queue. */
  public void sleeping(Waiter waiter, Head head, boolean asleep) {
    lock.lock();
    try {
      waiter.head = asleep ? head : null;
      if (asleep) {
        sleepers.add(waiter);
      } else {
        sleepers.remove(waiter);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Everybody who waits, those who wait longest first on each head. */
  public List<Waiting> view() {
    lock.lock();
    try {
      var view = new ArrayList<Waiting>();
      for (var queue : queues.values()) {
        queue.claimants.forEach(waiter -> show(waiter, view));
        queue.readers.forEach(waiter -> show(waiter, view));
      }
      sleepers.forEach(waiter -> show(waiter, view));
      return view;
    } finally {
      lock.unlock();
    }
  }

  /** What {@code waiter} waits for; null if it does not. */
  public @Nullable Waiting view(Waiter waiter) {
    lock.lock();
    try {
      var view = new ArrayList<Waiting>();
      show(waiter, view);
      return view.isEmpty() ? null : view.get(0);
    } finally {
      lock.unlock();
    }
  }

  private void show(Waiter waiter, List<Waiting> view) {
    var conflict = waiter.conflict();
    if (waiter.head == null || conflict == null || !waiter.isParked()) {
      return;
    }
    var holders = new ArrayList<String>();
    for (var blocker : blockers(waiter)) {
      if (blocker instanceof Holder holder) {
        holders.add(holder.label());
      }
    }
    view.add(new Waiting(waiter.label(), holders, waiter.since(), conflict));
  }

  /** How many wait or keep a place. */
  public int size() {
    lock.lock();
    try {
      return queues.values().stream().mapToInt(Queue::size).sum() + sleepers.size();
    } finally {
      lock.unlock();
    }
  }
}
