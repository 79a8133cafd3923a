package org.duetdb.sql.execute;

import org.apache.calcite.avatica.util.ByteString;
import org.duetdb.api.bson.BsonSlice;
import org.jspecify.annotations.Nullable;

/** About how many bytes of heap a row takes; good enough for a limit. */
final class RowSize {
  private static final long OBJECT = 16;
  private static final long NUMBER = 24;

  private RowSize() {}

  /** The size of a row of values, of a document, or of one value. */
  static long of(@Nullable Object row) {
    if (row instanceof byte[] document) {
      return OBJECT + document.length;
    }
    if (!(row instanceof @Nullable Object[] values)) {
      return ofValue(row);
    }
    long size = OBJECT;
    for (Object value : values) {
      size += 8 + ofValue(value);
    }
    return size;
  }

  private static long ofValue(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return 0;
    } else if (value instanceof String text) {
      return 2 * NUMBER + text.length();
    } else if (value instanceof ByteString bytes) {
      return NUMBER + bytes.length();
    } else if (value instanceof BsonSlice slice) {
      return NUMBER + slice.size();
    }
    return NUMBER;
  }
}
