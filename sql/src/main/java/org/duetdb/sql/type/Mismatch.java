package org.duetdb.sql.type;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/** What a codec finds in place of a value of its type. */
final class Mismatch {
  private Mismatch() {}

  /** Whether the slot holds what SQL calls NULL. */
  static boolean isNull(long slot) {
    byte type = BsonBytes.type(slot);
    return type == ElementType.NULL || type == ElementType.MISSING || type == ElementType.UNDEFINED;
  }

  static void requireNumber(byte[] bytes, long slot, String sqlType) {
    if (!ElementType.isNumber(BsonBytes.type(slot))) {
      throw failure(bytes, slot, sqlType);
    }
  }

  static SqlFailure failure(byte[] bytes, long slot, String sqlType) {
    return new SqlFailure(
        SqlState.DATATYPE_MISMATCH,
        "the document holds "
            + BsonSlice.of(bytes, slot)
            + " ("
            + ElementType.nameOf(BsonBytes.type(slot))
            + ") where the table declares "
            + sqlType);
  }
}
