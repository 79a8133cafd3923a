package org.duetdb.document.sort;

import java.util.ArrayList;
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
import org.duetdb.api.error.ErrorCode;

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
    SortKey[] keys = keys(sort);
    return (left, right) -> compare(keys, left, 0, right, 0);
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
    for (SortKey key : keys) {
      int order = key.compare(left, at, right, other);
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
      throw new DuetException(ErrorCode.BAD_VALUE, "too many compound keys");
    }
    List<SortKey> keys = new ArrayList<>();
    for (Map.Entry<String, BsonValue> field : sort.entrySet()) {
      keys.add(new SortKey(path(field.getKey()), isDescending(field.getKey(), field.getValue())));
    }
    return keys.toArray(SortKey[]::new);
  }

  private static FieldPath path(String field) {
    if (field.isEmpty()) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "FieldPath cannot be constructed with empty string");
    }
    if (field.startsWith("$")) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    }
    return FieldPath.of(field);
  }

  private static boolean isDescending(String field, BsonValue direction) {
    BsonSlice slice = BsonSlice.of(direction);
    if (!ElementType.isNumber(slice.type())) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "Illegal key in $sort specification: " + field + ": " + slice);
    }
    double value = BsonNumbers.nearestDouble(slice.bytes(), slice.slot());
    if (value != 1 && value != -1) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    }
    return value < 0;
  }
}
