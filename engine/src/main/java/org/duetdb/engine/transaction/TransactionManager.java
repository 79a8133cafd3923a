package org.duetdb.engine.transaction;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.conflict.Rival;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Observation.Scope;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.time.TimeSource;
import org.duetdb.engine.catalog.Catalog;
import org.duetdb.engine.conflict.Meeting;
import org.duetdb.engine.conflict.SerializableTracker;
import org.duetdb.engine.conflict.WaitQueues;
import org.duetdb.engine.journal.CommitQueue;
import org.duetdb.engine.metric.Counters;
import org.duetdb.engine.metric.Feed;
import org.duetdb.engine.mvcc.LiveSnapshots;
import org.duetdb.engine.mvcc.LiveSnapshots.Registration;
import org.duetdb.engine.mvcc.Pruner;
import org.duetdb.engine.mvcc.Snapshot;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.transaction.RecentCommits.Committed;
import org.jspecify.annotations.Nullable;

/** Begins, commits, aborts and cancels transactions, and gives up their claims. Thread-safe. */
public final class TransactionManager {
  private final Timestamps timestamps;
  private final LiveSnapshots snapshots;
  private final Pruner pruner;
  private final WaitQueues queues;
  private final Catalog catalog;
  private final CommitQueue commits;
  private final TimeSource time;
  private final Counters counters;
  private final Feed feed;
  private final long maxOpen;
  private final Set<Transaction> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong started = new AtomicLong();
  private final Lifetimes lifetimes;
  private final SerializableTracker tracker;
  private final SerializableSnapshots serializable;
  private final RecentCommits recent = new RecentCommits();

  public TransactionManager(
      Timestamps timestamps,
      LiveSnapshots snapshots,
      Pruner pruner,
      WaitQueues queues,
      SerializableTracker tracker,
      Catalog catalog,
      CommitQueue commits,
      TimeSource time,
      Counters counters,
      Feed feed,
      DeploymentOptions options) {
    this.timestamps = timestamps;
    this.snapshots = snapshots;
    this.pruner = pruner;
    this.queues = queues;
    this.catalog = catalog;
    this.commits = commits;
    this.time = time;
    this.counters = counters;
    this.feed = feed;
    this.tracker = tracker;
    serializable = new SerializableSnapshots(snapshots, tracker, time);
    maxOpen = options.count(DeploymentOption.MAX_OPEN_TRANSACTIONS);
    lifetimes = new Lifetimes(this, time, counters, options);
  }

  /** Begins an explicit transaction; it counts as open from its first statement. */
  public Transaction begin(TransactionSettings settings, long number, String label) {
    if (open.size() >= maxOpen) {
      throw new DuetException(
          ErrorCode.EXCEEDED_MEMORY_LIMIT,
          maxOpen + " transactions are open already (option maxOpenTransactions)");
    }
    return new Transaction(settings, true, number, label, time.now());
  }

  /** Begins the transaction of one statement that commits by itself. */
  public Transaction beginImplicit(TransactionSettings settings, String label) {
    return new Transaction(settings, false, -1, label, time.now());
  }

  /** The transaction begins another statement: numbers it. */
  public void beginStatement(Transaction transaction, Statement statement) {
    if (!transaction.hasStarted() && transaction.isExplicit()) {
      transaction.started(time.now(), time.nanoTime(), started.incrementAndGet());
      open.add(transaction);
      counters.transactionsStarted.increment();
      lifetimes.started(transaction);
    }
    transaction.nextStatement();
    statement.runIn(transaction);
    transaction.use(statement);
  }

  /** The statement has ended, for better or worse. */
  public void endStatement(Transaction transaction) {
    var ended = transaction.running();
    transaction.unuse(ended == null ? 0 : ended.elapsedNanos());
  }

  /**
   * The snapshot of the next attempt of the transaction's latest statement; give it back with
   * {@link #release}.
   */
  public Snapshot snapshot(Transaction transaction) {
    var registration = transaction.snapshot();
    if (registration == null) {
      registration =
          transaction.settings().isolation() == IsolationLevel.SERIALIZABLE
              ? serializable.open(transaction)
              : snapshots.open();
      transaction.snapshot(registration);
    }
    feed.reads(
        transaction.label(),
        transaction.keepsSnapshot() ? Scope.TRANSACTION : Scope.STATEMENT,
        registration.timestamp());
    return new Snapshot(registration.timestamp(), transaction, transaction.statement());
  }

  /** The attempt has ended: a snapshot that is the statement's own is closed. */
  public void release(Transaction transaction) {
    if (!transaction.keepsSnapshot()) {
      closeSnapshot(transaction);
    }
  }

  private void closeSnapshot(Transaction transaction) {
    var registration = transaction.snapshot();
    transaction.snapshot(null);
    if (registration != null && snapshots.close(registration)) {
      pruner.released();
    }
  }

  /**
   * A snapshot outside any transaction, or of a read that outlives its statement; give it back with
   * {@link #close}.
   *
   * @param label of the session that reads
   */
  public Registration openSnapshot(String label) {
    var registration = snapshots.open();
    feed.reads(label, Scope.STATEMENT, registration.timestamp());
    return registration;
  }

  /** Closes a snapshot outside any transaction. */
  public void close(Registration registration) {
    if (snapshots.close(registration)) {
      pruner.released();
    }
  }

  /**
   * Commits: visible to everybody from now on.
   *
   * @return false if the transaction was aborted before
   * @throws DuetException if it is SERIALIZABLE and the victim; it must then be aborted
   */
  public boolean commit(Transaction transaction) {
    var written = feed.isOn() ? WrittenVersions.of(transaction) : WrittenVersions.NONE;
    if (!publish(transaction)) {
      return false;
    }
    written.tellCommitted(feed, timestamps);
    for (var claim = transaction.claims(); claim != null; claim = claim.earlier()) {
      queues.wake(
          claim.head()); // first of all, because the claims count no more and somebody waits
    }
    closeSnapshot(transaction);
    open.remove(transaction);
    for (var claim = transaction.claims(); claim != null; claim = claim.earlier()) {
      settle(transaction, claim);
    }
    transaction.claims(null);
    if (transaction.changesCatalog()) {
      catalog.changed();
    }
    if (transaction.isExplicit() && transaction.hasStarted()) {
      counters.transactionsCommitted.increment();
      counters.transactionNanos.add(time.nanoTime() - transaction.startNanos());
      transaction.ended("committed");
    }
    return true;
  }

  private boolean publish(Transaction transaction) {
    var node = transaction.serializableNode();
    return node == null
        ? decideAndPublish(transaction) != 0
        : tracker.commit(node, () -> decideAndPublish(transaction));
  }

  /** Remembers who has committed, if anybody else's snapshot is overtaken by it. */
  private void remember(Transaction transaction, long timestamp) {
    int own = transaction.snapshot() == null ? 0 : 1;
    if (transaction.claims() != null && snapshots.count() > own) {
      recent.add(
          new Committed(
              timestamp, transaction.label(), transaction.statementText(), transaction.since()));
    }
  }

  /**
   * The facts of a meeting, for an error or a view.
   *
   * @param document the key of the document; empty for a collection as a whole
   * @param snapshot the timestamp of the requester's snapshot
   */
  public Conflict facts(
      String namespace, String document, Meeting meeting, long snapshot, String decidedBy) {
    if (meeting.rival() != Rival.NONE) {
      return Waits.facts(namespace, document, meeting, decidedBy);
    }
    var live = meeting.live();
    long timestamp = live == null ? 0 : live.timestamp(timestamps);
    var who = timestamp > snapshot ? recent.at(timestamp) : Optional.<Committed>empty();
    return new Conflict(
        namespace,
        document,
        who.map(Committed::label),
        who.map(Committed::statementText),
        who.map(Committed::since),
        true,
        decidedBy);
  }

  /** Returns the timestamp, or 0 if the transaction was aborted before. */
  private long decideAndPublish(Transaction transaction) {
    if (commits.isDirect() || transaction.claims() == null) {
      return transaction.tryCommit() ? publishNow(transaction) : 0;
    }
    if (!transaction.tryQueue()) {
      return 0;
    }
    var published = new long[1];
    commits.commit(CommitRecords.of(transaction), () -> published[0] = publishNow(transaction));
    return published[0];
  }

  private long publishNow(Transaction transaction) {
    long timestamp = transaction.publishAt(timestamps);
    remember(transaction, timestamp);
    return timestamp;
  }

  private void settle(Transaction transaction, Claim claim) {
    claim.head().settle(transaction, timestamps);
    var newest = claim.head().state().newest();
    if (newest != null && newest.timestamp(timestamps) > 0) {
      pruner.committed(claim.store(), claim.key(), claim.head(), newest);
    }
  }

  /** Aborts, if it is not decided yet: its claims are dead at once. */
  public void abort(Transaction transaction) {
    end(transaction, null);
    // Whether or not somebody else was first, the owner's thread gives up what it may have hung
    // since.
    giveUp(transaction, 0);
    closeSnapshot(transaction);
  }

  /**
   * Aborts another's transaction. Does not wait for its statement; that ends with an error at its
   * next look.
   */
  public boolean cancel(Transaction transaction, Transaction.Cause cause) {
    if (!end(transaction, cause)) {
      return false;
    }
    for (var claim = transaction.claims(); claim != null; claim = claim.earlier()) {
      undo(transaction, claim, 0);
    }
    var registration = transaction.snapshot();
    if (transaction.running() == null && registration != null && snapshots.close(registration)) {
      pruner.released();
    }
    var running = transaction.running();
    if (running != null && running.waiter() != null) {
      running.waiter().stop();
    }
    return true;
  }

  private boolean end(Transaction transaction, Transaction.@Nullable Cause cause) {
    if (!transaction.tryAbort(cause)) {
      return false;
    }
    open.remove(transaction);
    var node = transaction.serializableNode();
    if (node != null) {
      tracker.abort(node);
    }
    if (transaction.isExplicit() && transaction.hasStarted()) {
      counters.transactionsAborted.increment();
      counters.transactionNanos.add(time.nanoTime() - transaction.startNanos());
      transaction.ended(cause == null ? "aborted" : "cancelled: " + cause);
    }
    return true;
  }

  /** Undoes what the transaction has done from {@code statement} on; the transaction lives on. */
  public void undo(Transaction transaction, int statement) {
    giveUp(transaction, statement);
  }

  private void giveUp(Transaction transaction, int statement) {
    var claim = transaction.claims();
    while (claim != null && claim.statement() >= statement) {
      undo(transaction, claim, statement);
      claim = claim.earlier();
    }
    transaction.claims(claim);
  }

  private void undo(Transaction transaction, Claim claim, int statement) {
    var gone = claim.store().undo(claim.head(), transaction, statement);
    WrittenVersions.tellUndone(feed, transaction, claim, gone);
    queues.wake(claim.head());
    pruner.vacated(claim.store(), claim.key(), claim.head());
  }

  /**
   * Turns what the transaction has written from {@code statement} on into bare claims, which others
   * respect.
   */
  public void undoKeepingClaims(Transaction transaction, int statement) {
    for (var claim = transaction.claims();
        claim != null && claim.statement() >= statement;
        claim = claim.earlier()) {
      var gone = claim.store().keepClaim(claim.head(), transaction, statement);
      WrittenVersions.tellUndone(feed, transaction, claim, gone);
    }
  }

  /** How old an explicit transaction may become, in nanoseconds; 0 means no limit. */
  public long lifetimeNanos() {
    return lifetimes.nanos();
  }

  /** The explicit transactions that have begun and not ended. */
  public Collection<Transaction> open() {
    return open;
  }

  /** The same, as of now, in the order in which they have begun. */
  public List<Transaction> openInOrder() {
    return open.stream().sorted(Comparator.comparingLong(Transaction::order)).toList();
  }

  /** Cancels everything, because the deployment shuts down. */
  public void shutdown() {
    lifetimes.stop();
    for (var transaction : openInOrder()) {
      cancel(transaction, Transaction.Cause.SHUTDOWN);
    }
  }
}
