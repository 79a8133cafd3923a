package org.duetdb.engine.index;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.IndexDescriptor;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.Head;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index: an ordered map from keys to heads. It has an entry for every key of every
 * version that hangs on a head, whoever wrote it and whether or not it is committed; so it is right
 * for every snapshot, and whoever finds a head by an entry asks whether the version that it sees
 * has that key ({@link #has}). Thread-safe.
 */
public final class Index {
  /** MongoDB's code of a key that is too long. */
  private static final int KEY_TOO_LONG = 17280;

  private final long id;
  private final IndexDescriptor descriptor;
  private final KeyExtractor extractor;
  private final long maxKeyBytes;
  private final Runnable onDate;
  private final DocumentStore uniqueKeys;
  private final ConcurrentNavigableMap<byte[], Head> entries =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  private volatile boolean multikey;
  private volatile boolean built;

  /**
   * @param id never used again
   * @param maxKeyBytes how long an encoded key may be
   * @param onDate is told of new entries if its documents expire
   */
  public Index(long id, IndexDescriptor descriptor, long maxKeyBytes, Runnable onDate) {
    this.id = id;
    this.descriptor = descriptor;
    this.maxKeyBytes = maxKeyBytes;
    this.onDate = onDate;
    extractor = new KeyExtractor(descriptor);
    uniqueKeys = DocumentStore.derived("(keys of index " + descriptor.name() + ")");
  }

  /** Its number, by which the catalog's definitions name it. */
  public long id() {
    return id;
  }

  public IndexDescriptor descriptor() {
    return descriptor;
  }

  /** The heads of its keys, where writers of a unique index meet; empty if it is not unique. */
  public DocumentStore uniqueKeys() {
    return uniqueKeys;
  }

  /** Whether a document has, or had, several keys, or one through an array. */
  public boolean isMultikey() {
    return multikey;
  }

  /** Whether an entry of the catalog names it; until then whoever builds it keeps it up. */
  boolean isBuilt() {
    return built;
  }

  /** An entry of the catalog names it. */
  public void built() {
    built = true;
  }

  /** How many entries it has. */
  public int size() {
    return entries.size();
  }

  /** The entries from a key on, in order. */
  public Iterable<Map.Entry<byte[], Head>> range(KeyRange range, boolean backward) {
    var part = range.of(entries);
    return (backward ? part.descendingMap() : part).entrySet();
  }

  /** Whether a document has the key of an entry. */
  public boolean has(byte[] document, byte[] entry) {
    return has(document, entry, new KeyWriter());
  }

  /**
   * The same, for whoever asks often.
   *
   * @param scratch is written over
   */
  public boolean has(byte[] document, byte[] entry, KeyWriter scratch) {
    return extractor.has(document, entry, scratch);
  }

  /** Tells of each key of a document. */
  void visit(byte[] document, KeyExtractor.Visitor visitor) {
    extractor.visit(document, visitor);
  }

  /** Whether two documents certainly have the same keys. */
  boolean isSame(byte @Nullable [] before, byte[] after) {
    return before == after || (before != null && extractor.isSame(before, after));
  }

  /** Refuses a document that cannot be indexed. */
  void check(byte[] document) {
    extractor.visit(
        document,
        (key, slots) -> {
          if (key.size() > maxKeyBytes) {
            throw DuetException.located(
                KEY_TOO_LONG,
                "a key of index "
                    + descriptor.name()
                    + " would have "
                    + key.size()
                    + " bytes; the limit is "
                    + maxKeyBytes
                    + " (option maxIndexKeyBytes); the document was not written");
          }
        });
  }

  /** Makes a head findable by a document of its. Only with the head's monitor. */
  void add(Head head, byte[] document) {
    boolean arrays =
        extractor.visit(
            document,
            (key, slots) -> {
              key.place(head.place());
              entries.put(key.toBytes(), head);
            });
    if (arrays) {
      multikey = true;
    }
    if (descriptor.expireAfter().isPresent()) {
      onDate.run();
    }
  }

  /**
   * Forgets the keys of a document that has left a head's chain, unless another version there has
   * them. Only with the head's monitor.
   */
  void forget(Head head, byte[] document) {
    extractor.visit(
        document,
        (key, slots) -> {
          key.place(head.place());
          var entry = key.toBytes();
          if (entries.containsKey(entry) && !isInChain(head, entry)) {
            entries.remove(entry);
          }
        });
  }

  private boolean isInChain(Head head, byte[] entry) {
    var scratch = new KeyWriter();
    for (var version = head.state().newest(); version != null; version = version.older()) {
      var document = version.document();
      if (document != null && has(document, entry, scratch)) {
        return true;
      }
    }
    return false;
  }
}
