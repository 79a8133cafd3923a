package org.duetdb.engine.transaction;

import java.time.Instant;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.engine.conflict.Holder;
import org.duetdb.engine.conflict.SerializableNode;
import org.duetdb.engine.conflict.SerializableTracker;
import org.duetdb.engine.metric.TransactionEvent;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.LiveSnapshots.Registration;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.mvcc.Writer;
import org.jspecify.annotations.Nullable;

/**
 * A transaction: explicit, or the implicit one of a statement that commits by itself. Used by one
 * thread at a time; {@link TransactionManager#cancel} may come from any.
 */
public final class Transaction extends Writer implements Holder, SerializableTracker.Tracked {
  private final TransactionSettings settings;
  private final boolean explicit;
  private final long number;
  private final String label;
  private volatile Instant since;
  private volatile long startNanos;
  private volatile long order;
  private volatile @Nullable Claim claims;
  private volatile Thread lastThread = Thread.currentThread();
  private volatile String statementText = "";
  private volatile @Nullable Statement running;
  private volatile @Nullable Cause cause;
  private volatile @Nullable SerializableNode node;
  private @Nullable Registration snapshot;
  private volatile @Nullable TransactionEvent event;
  private volatile long activeNanos;
  private int statements;
  private boolean changesCatalog;
  private int catalogStatement;

  /** Why a transaction was aborted by somebody else. */
  public enum Cause {
    /** It reached its lifetime. */
    LIFETIME,
    /** Its snapshot kept too many versions. */
    RETAINED_VERSIONS,
    /** The deployment shut down. */
    SHUTDOWN
  }

  Transaction(
      TransactionSettings settings, boolean explicit, long number, String label, Instant since) {
    this.settings = settings;
    this.explicit = explicit;
    this.number = number;
    this.label = label;
    this.since = since;
  }

  public TransactionSettings settings() {
    return settings;
  }

  /** Whether the application began it. */
  public boolean isExplicit() {
    return explicit;
  }

  /** Its number in the session. */
  public long number() {
    return number;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public Thread lastThread() {
    return lastThread;
  }

  @Override
  public String statementText() {
    return statementText;
  }

  /** Whether a statement has run in it. */
  public boolean hasStarted() {
    return statements > 0;
  }

  /** When its first statement began, in nanoseconds of the deployment's time. */
  public long startNanos() {
    return startNanos;
  }

  /** Whether its snapshot lasts as long as it does. */
  public boolean keepsSnapshot() {
    return settings.isolation() != IsolationLevel.READ_COMMITTED;
  }

  /** The number of the latest statement. */
  public int statement() {
    return statements;
  }

  int nextStatement() {
    return ++statements;
  }

  /** Which of all transactions that have started it is. */
  long order() {
    return order;
  }

  void started(Instant now, long nanos, long place) {
    since = now;
    startNanos = nanos;
    order = place;
    event = TransactionEvent.started();
  }

  /** It has ended: tells the recorder, once. */
  void ended(String how) {
    var recorded = event;
    event = null;
    if (recorded != null) {
      recorded.ended(label, number, settings.isolation().name(), statements, how);
    }
  }

  void use(Statement statement) {
    running = statement;
    lastThread = Thread.currentThread();
    statementText = statement.settings().text();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  void unuse(long nanos) {
    running = null;
    activeNanos = activeNanos + nanos;
  }

  /** How long its statements have taken that have ended, in nanoseconds. */
  public long activeNanos() {
    return activeNanos;
  }

  /** The statement under way; null if the transaction is idle. */
  public @Nullable Statement running() {
    return running;
  }

  @Nullable Registration snapshot() {
    return snapshot;
  }

  void snapshot(@Nullable Registration registration) {
    snapshot = registration;
  }

  @Override
  public @Nullable SerializableNode serializableNode() {
    return node;
  }

  void track(@Nullable SerializableNode tracked) {
    node = tracked;
  }

  /** Notes a claim before it is hung on the head, so that a cancel finds it. */
  public void claim(DocumentStore store, DocumentKey key, Head head, int statement) {
    claims = new Claim(store, key, head, statement, claims);
  }

  @Nullable Claim claims() {
    return claims;
  }

  void claims(@Nullable Claim remaining) {
    claims = remaining;
  }

  /** Its statement has written to the catalog. */
  public void changeCatalog(int byStatement) {
    changesCatalog = true;
    catalogStatement = byStatement;
  }

  /** Whether {@code ofStatement} has written to the catalog, whose changes it sees at once. */
  public boolean createdInStatement(int ofStatement) {
    return changesCatalog && catalogStatement == ofStatement;
  }

  boolean changesCatalog() {
    return changesCatalog;
  }

  boolean tryCommit() {
    return decideCommit();
  }

  boolean tryQueue() {
    return decideQueue();
  }

  long publishAt(Timestamps timestamps) {
    return publish(timestamps);
  }

  boolean tryAbort(@Nullable Cause why) {
    if (why != null && cause == null) {
      cause = why;
    }
    return decideAbort();
  }

  /** Why somebody else aborted it; null if nobody did. */
  public @Nullable Cause cause() {
    return cause;
  }
}
