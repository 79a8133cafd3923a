package org.duetdb.engine.mvcc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.duetdb.api.bson.DocumentKey;
import org.jspecify.annotations.Nullable;

/**
 * The heads of one collection, by key and in the order of insertion. Thread-safe, without locks
 * around anything that waits.
 */
public final class DocumentStore {
  private final String name;
  private final Map<DocumentKey, Head> heads = new ConcurrentHashMap<>();
  private final HeadList list = new HeadList();

  /**
   * @param name what commit records call it
   */
  public DocumentStore(String name) {
    this.name = name;
  }

  /** What commit records call it. */
  public String name() {
    return name;
  }

  /** The head of {@code key}; null if there is none. */
  public @Nullable Head head(DocumentKey key) {
    return heads.get(key);
  }

  /** The head of {@code key}, made empty if there is none. */
  public Head headFor(DocumentKey key) {
    while (true) {
      var known = heads.get(key);
      if (known == null) {
        // In the list before it is in the map, because whoever finds it in the map may commit a
        // version on it at once,
        // and then every scan must find that version.
        var head = new Head();
        list.append(head);
        known = heads.putIfAbsent(key, head);
        if (known == null) {
          return head;
        }
        head.retire(Vacant.EMPTY);
        list.remove(head);
      }
      if (!known.isRetired()) {
        return known;
      }
      heads.remove(key, known);
    }
  }

  /** The heads in the order of insertion. */
  public Scan scan() {
    return new Scan(list.cursor());
  }

  /** How many heads there are, those of tombstones included. */
  public int size() {
    return heads.size();
  }

  /** Takes a head out for ever, if its state is still {@code expected}. */
  boolean retire(DocumentKey key, Head head, HeadState expected) {
    if (!head.retire(expected)) {
      return false;
    }
    heads.remove(key, head);
    list.remove(head);
    return true;
  }

  /** A position in the order of insertion. */
  public static final class Scan {
    private final HeadList.Cursor cursor;

    private Scan(HeadList.Cursor cursor) {
      this.cursor = cursor;
    }

    /** The next head; null at the end. */
    public @Nullable Head next() {
      return cursor.next();
    }
  }
}
