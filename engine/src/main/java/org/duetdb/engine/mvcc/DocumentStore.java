package org.duetdb.engine.mvcc;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
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
  private final boolean derived;
  private final AtomicReference<@Nullable VersionWatch> watch = new AtomicReference<>();

  /**
   * @param name what commit records call it
   */
  public DocumentStore(String name) {
    this(name, false);
  }

  private DocumentStore(String name, boolean derived) {
    this.name = name;
    this.derived = derived;
  }

  /** A store whose contents follow from those of others, so that no commit record has them. */
  public static DocumentStore derived(String name) {
    return new DocumentStore(name, true);
  }

  /** Whether its contents follow from those of other stores. */
  public boolean isDerived() {
    return derived;
  }

  /** Who follows its versions; null if nobody does. */
  public @Nullable VersionWatch watch() {
    return watch.get();
  }

  /** Who follows its versions; made, once for ever, if nobody does. */
  public VersionWatch watchedBy(Supplier<VersionWatch> made) {
    var known = watch.get();
    if (known != null) {
      return known;
    }
    watch.compareAndSet(null, made.get());
    return Objects.requireNonNull(watch.get());
  }

  /** Installs a version on one of its heads; false if the head's state has changed. */
  public boolean install(Head head, HeadState expected, Version version) {
    var follower = watch.get();
    return follower == null
        ? head.install(expected, version)
        : follower.install(head, expected, version);
  }

  /**
   * Takes away what {@code writer} has hung on one of its heads from {@code statement} on.
   *
   * @return the versions that have gone by it, the newest first
   */
  public List<Version> undo(Head head, Writer writer, int statement) {
    return dropped(head, head.undo(writer, statement));
  }

  /**
   * Turns the versions that {@code writer} has hung on one of its heads from {@code statement} on
   * into intents.
   *
   * @return those versions, the newest first
   */
  public List<Version> keepClaim(Head head, Writer writer, int statement) {
    return dropped(head, head.keepClaim(writer, statement));
  }

  private List<Version> dropped(Head head, List<Version> versions) {
    versions.forEach(version -> dropped(head, version));
    return versions;
  }

  /** A version has left the chain of one of its heads. */
  void dropped(Head head, Version version) {
    var follower = watch.get();
    var document = version.document();
    if (follower != null && document != null) {
      follower.dropped(head, document);
    }
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

    /**
     * The documents that come next, which are passed with that, if a snapshot is known to see the
     * newest version of each; null if not, then {@link #next} goes on.
     *
     * @param timestamp the snapshot's, drawn before this call
     */
    public @Nullable AllVisible allVisible(long timestamp, Timestamps timestamps) {
      return cursor.allVisible(timestamp, timestamps);
    }
  }
}
