package org.duetdb.document.sort;

import static org.duetdb.api.bson.BsonBytes.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.PathOrder;

/**
 * Compiles MongoDB's sorts. A missing field sorts as null; an array sorts by its least element if
 * the direction is ascending and by its greatest if it is descending; an empty array sorts before
 * null.
 */
public final class SortCompiler {
  private static final int MAX_KEYS = 32;
  private static final byte[] EMPTY_DOCUMENT = {5, 0, 0, 0, 0};

  private SortCompiler() {}

  /** Compiles a sort of documents. */
  public static Comparator<byte[]> compile(BsonDocument sort) {
    return new CompiledSort(keys(sort));
  }

  /** A sort that says by which fields it goes. */
  private static final class CompiledSort implements PathOrder {
    private final SortKey[] keys;

    CompiledSort(SortKey[] keys) {
      this.keys = keys;
    }

    @Override
    public int compare(byte[] left, byte[] right) {
      return SortCompiler.compare(keys, left, 0, right, 0);
    }

    @Override
    public List<Key> keys() {
      return Arrays.stream(keys).map(key -> new Key(key.path(), key.descending())).toList();
    }
  }

  /**
   * Compiles a sort of the elements of an array; one that is no document has none of the fields.
   */
  public static Comparator<BsonSlice> compileForElements(BsonDocument sort) {
    SortKey[] keys = keys(sort);
    return (left, right) ->
        compare(keys, document(left), offset(left), document(right), offset(right));
  }

  private static int compare(SortKey[] keys, byte[] left, int at, byte[] right, int other) {
    if (keys.length == 1) {
      return keys[0].compare(left, at, right, other);
    }
    for (SortKey key : keys) {
      long slot = key.valueOrArray(left, at);
      long otherSlot = key.valueOrArray(right, other);
      if (type(slot) == ElementType.ARRAY || type(otherSlot) == ElementType.ARRAY) {
        return SortTuple.compare(keys, left, at, right, other);
      }
      int order = key.ordered(left, slot, right, otherSlot);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static byte[] document(BsonSlice element) {
    return element.type() == ElementType.DOCUMENT ? element.bytes() : EMPTY_DOCUMENT;
  }

  private static int offset(BsonSlice element) {
    return element.type() == ElementType.DOCUMENT ? element.offset() : 0;
  }

  private static SortKey[] keys(BsonDocument sort) {
    if (sort.size() > MAX_KEYS) {
      throw DuetException.located(13103, "too many compound keys");
    }
    List<SortKey> keys = new ArrayList<>();
    for (Map.Entry<String, BsonValue> field : sort.entrySet()) {
      keys.add(new SortKey(path(field.getKey()), isDescending(field.getKey(), field.getValue())));
    }
    return keys.toArray(SortKey[]::new);
  }

  private static FieldPath path(String field) {
    if (field.isEmpty()) {
      throw DuetException.located(40352, "FieldPath cannot be constructed with empty string");
    }
    if (field.startsWith("$")) {
      throw DuetException.located(
          16410,
          "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    }
    return FieldPath.of(field);
  }

  private static boolean isDescending(String field, BsonValue direction) {
    BsonSlice slice = BsonSlice.of(direction);
    if (!ElementType.isNumber(slice.type())) {
      throw DuetException.located(
          15974, "Illegal key in $sort specification: " + field + ": " + slice);
    }
    double value = BsonNumbers.nearestDouble(slice.bytes(), slice.slot());
    if (value != 1 && value != -1) {
      throw DuetException.located(
          15975, "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    }
    return value < 0;
  }
}
