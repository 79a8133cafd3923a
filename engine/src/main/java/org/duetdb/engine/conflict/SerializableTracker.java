package org.duetdb.engine.conflict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.engine.conflict.SerializableNode.TrackedKey;
import org.duetdb.engine.conflict.SerializationFailure.Subject;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.mvcc.Version;
import org.jspecify.annotations.Nullable;

/**
 * Serializable snapshot isolation: tracks what SERIALIZABLE transactions read, finds the edges
 * between them, and aborts at the read, write or commit that completes a dangerous structure. Only
 * SERIALIZABLE transactions come here; below that level nobody pays for it.
 *
 * <p>A reader registers its read first and looks at the versions afterwards; a writer hangs its
 * version first and looks at the registered reads afterwards. So one of the two finds the edge. A
 * read of a key covers the key also if it was missing; a scan is tracked by its predicate, so a
 * write matters to it only if the document matches before or after. One lock guards everything;
 * nobody waits with it.
 */
public final class SerializableTracker {
  private final ReentrantLock lock = new ReentrantLock();
  private final long keysPerTransaction;
  private final Set<SerializableNode> nodes = new LinkedHashSet<>();
  private final Map<TrackedKey, Set<SerializableNode>> keyReads = new HashMap<>();
  private final Map<DocumentStore, List<ScanRead>> scanReads = new IdentityHashMap<>();
  private final Map<Long, SerializableNode> committedAt = new ConcurrentHashMap<>();
  private final Set<SerializableNode> running = new LinkedHashSet<>();
  private final Set<Waiter> deferred = new LinkedHashSet<>();
  private long sequence;
  private long forgottenUpTo;

  /** Whether a commit may be visible that is not in {@link #committedAt} yet. */
  private volatile boolean committing;

  /** Whether a document belongs to what a scan looks for. */
  @FunctionalInterface
  public interface Matcher {
    boolean matches(byte[] document);
  }

  private record ScanRead(SerializableNode reader, Matcher matcher) {}

  /** A writer that may be a SERIALIZABLE transaction. */
  public interface Tracked {
    /** Its node; null below SERIALIZABLE. */
    @Nullable SerializableNode serializableNode();
  }

  /**
   * @param keysPerTransaction how many keys one transaction may have tracked one by one, before its
   *     collections are tracked as a whole
   */
  public SerializableTracker(long keysPerTransaction) {
    this.keysPerTransaction = keysPerTransaction;
  }

  /**
   * A transaction takes its snapshot.
   *
   * @param holder what others are told of it
   * @param openSnapshot takes it
   */
  public <S> Begun<S> begin(Holder holder, boolean readOnly, Supplier<S> openSnapshot) {
    lock.lock();
    try {
      var snapshot = openSnapshot.get();
      var node = new SerializableNode(holder, readOnly, sequence);
      nodes.add(node);
      running.add(node);
      return new Begun<>(node, snapshot);
    } finally {
      lock.unlock();
    }
  }

  /** A transaction that has begun. */
  public record Begun<S>(SerializableNode node, S snapshot) {}

  /** {@code reader} is about to look for the document of a key. */
  public void readKey(SerializableNode reader, DocumentStore store, DocumentKey key) {
    lock.lock();
    try {
      if (reader.wholeStores.contains(store)) {
        return;
      }
      if (reader.keys.size() >= keysPerTransaction) {
        addScan(reader, store, document -> true);
        reader.wholeStores.add(store);
        return;
      }
      var tracked = new TrackedKey(store, key);
      if (keyReads.computeIfAbsent(tracked, none -> new LinkedHashSet<>()).add(reader)) {
        reader.keys.add(tracked);
      }
    } finally {
      lock.unlock();
    }
  }

  /** {@code reader} is about to look for documents that match. */
  public void readScan(SerializableNode reader, DocumentStore store, Matcher matcher) {
    lock.lock();
    try {
      if (!reader.wholeStores.contains(store)) {
        addScan(reader, store, matcher);
      }
    } finally {
      lock.unlock();
    }
  }

  private void addScan(SerializableNode reader, DocumentStore store, Matcher matcher) {
    scanReads.computeIfAbsent(store, none -> new ArrayList<>()).add(new ScanRead(reader, matcher));
  }

  /**
   * {@code reader} has found a version that it does not see. Whose it is is looked up here, because
   * its writer may have committed, and be forgotten by the version, since the reader looked.
   */
  public void passedOver(
      SerializableNode reader, DocumentStore store, Version version, Timestamps timestamps) {
    lock.lock();
    try {
      var owner = version.writer();
      SerializableNode writer =
          owner == null
              ? committedAt.get(version.timestamp(timestamps))
              : owner instanceof Tracked tracked ? tracked.serializableNode() : null;
      if (writer != null && writer != reader) {
        addEdge(reader, writer, reader, () -> new Subject(store, keyOf(version)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** The key of a version's document, also of a deleted one. */
  private static String keyOf(Version version) {
    Version older = version;
    while (older != null) {
      var document = older.document();
      if (document != null) {
        return DocumentKey.of(document).toString();
      }
      older = older.older();
    }
    return "(deleted)";
  }

  /** Whether somebody may still have to learn of the commit of that timestamp; without the lock. */
  public boolean isTracked(long timestamp) {
    return committing || committedAt.containsKey(timestamp); // in this order
  }

  /** {@code writer} has hung a version on the head of a key. */
  public void wrote(
      SerializableNode writer,
      DocumentStore store,
      DocumentKey key,
      byte @Nullable [] before,
      byte @Nullable [] after) {
    Supplier<Subject> subject = () -> new Subject(store, key.toString());
    lock.lock();
    try {
      for (var reader : List.copyOf(keyReads.getOrDefault(new TrackedKey(store, key), Set.of()))) {
        meet(reader, writer, subject);
      }
      for (var scan : List.copyOf(scanReads.getOrDefault(store, List.of()))) {
        if ((before != null && scan.matcher.matches(before))
            || (after != null && scan.matcher.matches(after))) {
          meet(scan.reader, writer, subject);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void meet(SerializableNode reader, SerializableNode writer, Supplier<Subject> subject) {
    if (reader != writer && reader.isConcurrentWith(writer)) {
      addEdge(reader, writer, writer, subject);
    }
  }

  /**
   * Adds reader → writer and aborts somebody if that is dangerous: {@code self}, or a writer that
   * can still be aborted.
   */
  private static void addEdge(
      SerializableNode reader,
      SerializableNode writer,
      SerializableNode self,
      Supplier<Subject> subject) {
    if (reader.isDoomed() || writer.isDoomed()) {
      self.checkDoomed();
      return;
    }
    reader.out.add(writer);
    var met = writer.in.computeIfAbsent(reader, first -> subject.get());
    if (!DangerousStructure.completedBy(reader, writer)) {
      return;
    }
    if (self == writer) {
      throw SerializationFailure.of("this write", met.conflict(reader.holder));
    }
    if (writer.isPrepared()) {
      throw SerializationFailure.of("this read", met.conflict(writer.holder));
    }
    writer.doom(met.conflict(reader.holder));
  }

  /**
   * Commits under the tracker's lock.
   *
   * @param commit decides and publishes; answers the timestamp, or 0 if the transaction was aborted
   *     before
   * @return whether it was committed
   */
  public boolean commit(SerializableNode node, Supplier<Long> commit) {
    lock.lock();
    try {
      node.checkDoomed();
      for (var edge : node.in.entrySet()) {
        var pivot = edge.getKey();
        if (DangerousStructure.endsIn(pivot, node)) {
          if (pivot.isPrepared()) {
            throw SerializationFailure.of("this commit", edge.getValue().conflict(pivot.holder));
          }
          pivot.doom(edge.getValue().conflict(node.holder));
        }
      }
      node.prepareSequence = ++sequence;
      if (!publish(node, commit)) {
        node.prepareSequence = SerializableNode.NEVER;
        return false;
      }
      ended(node);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean publish(SerializableNode node, Supplier<Long> commit) {
    committing = true;
    try {
      long timestamp = commit.get();
      if (timestamp == 0) {
        return false;
      }
      node.commitSequence = ++sequence;
      committedAt.put(timestamp, node);
      return true;
    } finally {
      committing = false;
    }
  }

  /** The transaction has aborted: it has never been. */
  public void abort(SerializableNode node) {
    lock.lock();
    try {
      if (!node.isCommitted() && nodes.remove(node)) {
        node.in.keySet().forEach(other -> other.out.remove(node));
        node.out.forEach(other -> other.in.remove(node));
        dropReads(node);
        ended(node);
      }
    } finally {
      lock.unlock();
    }
  }

  private void ended(SerializableNode node) {
    running.remove(node);
    forget();
    deferred.forEach(Waiter::wake);
  }

  /** Lets go of committed transactions that are concurrent with none that is running. */
  private void forget() {
    long oldest = SerializableNode.NEVER;
    for (var node : running) {
      oldest = Math.min(oldest, node.snapshotSequence);
    }
    if (oldest == forgottenUpTo && oldest != SerializableNode.NEVER) {
      return; // because whatever has committed since is concurrent with the oldest
    }
    forgottenUpTo = oldest;
    for (Iterator<SerializableNode> all = nodes.iterator(); all.hasNext(); ) {
      var node = all.next();
      if (node.isCommitted() && node.commitSequence <= oldest) {
        all.remove();
        dropReads(node);
        node.in.clear();
        node.out.clear();
      }
    }
    committedAt.values().removeIf(node -> !nodes.contains(node));
  }

  private void dropReads(SerializableNode node) {
    for (var key : node.keys) {
      var readers = keyReads.get(key);
      if (readers != null && readers.remove(node) && readers.isEmpty()) {
        keyReads.remove(key);
      }
    }
    node.keys.clear();
    scanReads.values().forEach(scans -> scans.removeIf(scan -> scan.reader == node));
    scanReads.values().removeIf(List::isEmpty);
  }

  /** The read-write transactions that are running: what a deferrable one must wait for. */
  public List<SerializableNode> running() {
    lock.lock();
    try {
      return running.stream().filter(node -> !node.readOnly).toList();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has {@code waiter} woken whenever a transaction ends, as long as one of {@code concurrent}
   * runs.
   *
   * @return whether one of them runs; if none does, the waiter is woken no more
   */
  public boolean watch(Waiter waiter, List<SerializableNode> concurrent) {
    lock.lock();
    try {
      waiter.rest();
      boolean runs = concurrent.stream().anyMatch(running::contains);
      if (runs) {
        deferred.add(waiter);
      } else {
        deferred.remove(waiter);
      }
      return runs;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes {@code waiter} no more. */
  public void unwatch(Waiter waiter) {
    lock.lock();
    try {
      deferred.remove(waiter);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether a snapshot that ran beside {@code concurrent} can never be part of an anomaly, now that
   * they have ended.
   */
  public boolean isSafe(SerializableNode reader, List<SerializableNode> concurrent) {
    lock.lock();
    try {
      return concurrent.stream()
          .filter(SerializableNode::isCommitted)
          .flatMap(node -> node.out.stream())
          .noneMatch(last -> last.isCommitted() && last.commitSequence <= reader.snapshotSequence);
    } finally {
      lock.unlock();
    }
  }

  /** How many transactions are known, running or remembered; for tests and views. */
  public int size() {
    lock.lock();
    try {
      return nodes.size();
    } finally {
      lock.unlock();
    }
  }
}
