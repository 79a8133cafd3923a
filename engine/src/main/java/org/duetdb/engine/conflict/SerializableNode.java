package org.duetdb.engine.conflict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.engine.conflict.SerializationFailure.Subject;
import org.duetdb.engine.mvcc.DocumentStore;
import org.jspecify.annotations.Nullable;

/**
 * A SERIALIZABLE transaction as the tracker sees it. An edge R → W means that R has read something
 * of which W, running at the same time, has written a version that R does not see. Guarded by the
 * tracker's lock.
 */
public final class SerializableNode {
  /** The sequence number of what has not happened. */
  static final long NEVER = Long.MAX_VALUE;

  final Holder holder;
  final boolean readOnly;

  /** The newest prepare or commit before its snapshot. */
  final long snapshotSequence;

  /** Who has an edge to it, and by what: readers of what it has overwritten. */
  final Map<SerializableNode, Subject> in = new LinkedHashMap<>();

  /** To whom it has an edge: writers of newer versions of what it has read. */
  final Set<SerializableNode> out = new LinkedHashSet<>();

  final List<TrackedKey> keys = new ArrayList<>();
  final Set<DocumentStore> wholeStores = Collections.newSetFromMap(new IdentityHashMap<>());
  long prepareSequence = NEVER;
  long commitSequence = NEVER;
  private volatile @Nullable Conflict doom;

  /** A key that it has read, or found missing. */
  record TrackedKey(DocumentStore store, DocumentKey key) {}

  SerializableNode(Holder holder, boolean readOnly, long snapshotSequence) {
    this.holder = holder;
    this.readOnly = readOnly;
    this.snapshotSequence = snapshotSequence;
  }

  /**
   * Whether somebody else has made it the victim; it fails at its next step. Readable without the
   * lock.
   */
  public boolean isDoomed() {
    return doom != null;
  }

  /** Makes it the victim. */
  void doom(Conflict facts) {
    doom = facts;
  }

  /** Fails if somebody else has made it the victim. Callable without the lock. */
  public void checkDoomed() {
    var facts = doom;
    if (facts != null) {
      throw SerializationFailure.of("a concurrent transaction", facts);
    }
  }

  boolean isPrepared() {
    return prepareSequence != NEVER;
  }

  boolean isCommitted() {
    return commitSequence != NEVER;
  }

  /** Whether {@code other} was running at some moment at which this one was. */
  boolean isConcurrentWith(SerializableNode other) {
    return commitSequence > other.snapshotSequence && other.commitSequence > snapshotSequence;
  }
}
