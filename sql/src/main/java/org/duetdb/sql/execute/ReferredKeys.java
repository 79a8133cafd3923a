package org.duetdb.sql.execute;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duetdb.api.bson.DocumentKey;

/**
 * What one statement does to the keys that a foreign key refers to: which of the table's rows have
 * lost theirs, which have got one, and which have another one now. For one attempt of one thread.
 */
final class ReferredKeys {
  private final Reference reference;
  private final Set<DocumentKey> gone = new HashSet<>();
  private final Set<DocumentKey> come = new HashSet<>();
  private final Map<DocumentKey, Optional<DocumentKey>> moved = new HashMap<>();

  ReferredKeys(Reference reference) {
    this.reference = reference;
  }

  Reference reference() {
    return reference;
  }

  void inserted(byte[] document) {
    reference.keyOf(document).ifPresent(come::add);
  }

  void deleted(byte[] document) {
    reference.keyOf(document).ifPresent(gone::add);
  }

  /** Notes that a row has become another in its place. */
  void changed(byte[] before, byte[] after) {
    if (!reference.keyOf(before).equals(reference.keyOf(after))) {
      deleted(before);
      inserted(after);
      moved(before, after);
    }
  }

  /** Notes that a row that is deleted and one that is inserted are the same. */
  void moved(byte[] before, byte[] after) {
    reference.keyOf(before).ifPresent(from -> moved.put(from, reference.keyOf(after)));
  }

  /** Whether the statement has given some row this key. */
  boolean hasCome(DocumentKey key) {
    return come.contains(key);
  }

  /** Whether the statement has taken some row this key. */
  boolean hasGone(DocumentKey key) {
    return gone.contains(key);
  }

  /** The keys that no row has any more, as far as the statement tells. */
  Set<DocumentKey> missing() {
    Set<DocumentKey> missing = new HashSet<>(gone);
    missing.removeAll(come);
    return missing;
  }

  /** The keys that rows have lost, whether or not others have got them. */
  Set<DocumentKey> lost() {
    return Set.copyOf(gone);
  }

  /** What the lost keys of rows that are still there have become; empty for one with a NULL. */
  Map<DocumentKey, Optional<DocumentKey>> moves() {
    return Map.copyOf(moved);
  }
}
