package org.duetdb.engine.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.engine.catalog.Collection;
import org.duetdb.engine.mvcc.Head;
import org.jspecify.annotations.Nullable;

/**
 * The keys of unique indexes that a write takes and gives back. Each key has a head of its own in
 * {@link Index#uniqueKeys}: a version with {@link #TAKEN} there says that some document has the
 * key, a tombstone that none has, and whoever writes it holds the claim.
 */
public final class UniqueKeys {
  private static final byte[] TAKEN = {5, 0, 0, 0, 0};

  private UniqueKeys() {}

  /**
   * A key that a write takes or gives back.
   *
   * @param index whose
   * @param key where it is in {@link Index#uniqueKeys}
   * @param values its values by path, for errors
   * @param taken whether it is taken
   */
  public record Change(Index index, DocumentKey key, BsonDocument values, boolean taken) {
    /** What the key's head holds afterwards: null for a tombstone. */
    public byte @Nullable [] image() {
      return taken ? TAKEN : null;
    }

    /** The key as an error names it. */
    @Override
    public String toString() {
      return index.descriptor().name() + " " + text(values);
    }
  }

  /** The values of a key as MongoDB prints them: {@code { a: 1, b: null }}. */
  public static String text(BsonDocument values) {
    var fields = new ArrayList<String>();
    values.forEach((path, value) -> fields.add(path + ": " + BsonSlice.of(value)));
    return "{ " + String.join(", ", fields) + " }";
  }

  /** What a write from one document to another changes; null where there is none. */
  public static List<Change> between(
      Collection collection, byte @Nullable [] before, byte @Nullable [] after) {
    if (!collection.isUnique()) {
      return List.of();
    }
    var changes = new ArrayList<Change>();
    var set = IndexSet.of(collection.store());
    for (var definition : collection.indexes()) {
      var index = definition.descriptor().unique() ? set.index(definition.id()) : null;
      if (index != null && (after == null || !index.isSame(before, after))) {
        addChanges(index, before, after, changes);
      }
    }
    return changes;
  }

  private static void addChanges(
      Index index, byte @Nullable [] before, byte @Nullable [] after, List<Change> changes) {
    var had = keys(index, before);
    var has = keys(index, after);
    had.forEach(
        (key, values) -> {
          if (!has.containsKey(key)) {
            changes.add(new Change(index, key, values, false));
          }
        });
    has.forEach(
        (key, values) -> {
          if (!had.containsKey(key)) {
            changes.add(new Change(index, key, values, true));
          }
        });
  }

  private static Map<DocumentKey, BsonDocument> keys(Index index, byte @Nullable [] document) {
    var keys = new LinkedHashMap<DocumentKey, BsonDocument>();
    if (document != null) {
      index.visit(
          document,
          (key, slots) -> {
            if (!index.descriptor().nullsDistinct() || !hasNull(document, slots)) {
              keys.put(
                  DocumentKey.of(new BsonBinary(key.toBytes())), values(index, document, slots));
            }
          });
    }
    return keys;
  }

  private static boolean hasNull(byte[] document, long[] slots) {
    for (long slot : slots) {
      if (BsonSlice.of(document, slot).isNullish()) {
        return true;
      }
    }
    return false;
  }

  private static BsonDocument values(Index index, byte[] document, long[] slots) {
    var values = new BsonDocument();
    for (int i = 0; i < slots.length; i++) {
      var slice = slots[i] == BsonBytes.NO_SLOT ? BsonSlice.NULL : BsonSlice.of(document, slots[i]);
      values.append(index.descriptor().keys().get(i).path().toString(), slice.toBsonValue());
    }
    return values;
  }

  /**
   * Takes the keys of the documents that are there when the index becomes known, for good: whoever
   * may write from now on has a younger snapshot.
   *
   * @return the first key that two documents have; null if there is none
   */
  public static @Nullable Change takeAll(Index index, List<byte[]> documents) {
    for (var document : documents) {
      var changes = new ArrayList<Change>();
      addChanges(index, null, document, changes);
      for (var change : changes) {
        Head head = index.uniqueKeys().headFor(change.key());
        if (!head.begin(TAKEN)) {
          return change;
        }
      }
    }
    return null;
  }
}
