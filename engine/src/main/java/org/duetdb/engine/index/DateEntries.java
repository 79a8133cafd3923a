package org.duetdb.engine.index;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.BsonDateTime;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.engine.mvcc.Head;

/**
 * The entries of an index over one path that are dates, from the earliest on. A document whose path
 * leads to several dates has an entry for each, so it is as old as the earliest says.
 */
public final class DateEntries {
  private final Index index;
  private final boolean descending;

  public DateEntries(Index index) {
    this.index = index;
    descending = index.descriptor().keys().get(0).descending();
  }

  /** All of them, in order of date. */
  public Iterable<Map.Entry<byte[], Head>> inOrder() {
    byte bracket = KeyWriter.bracket(ElementType.DATE);
    var dates = KeyRange.of(new byte[] {descending ? (byte) ~bracket : bracket});
    return index.range(dates, descending);
  }

  /** The date of an entry, in milliseconds since 1970. */
  public long date(byte[] entry) {
    long bits = 0;
    for (int i = 1; i <= Long.BYTES; i++) {
      bits = bits << Byte.SIZE | entry[i] & 0xFF;
    }
    return (descending ? ~bits : bits) ^ Long.MIN_VALUE;
  }

  /** Whether a document has a date that is not after {@code millis}. */
  public boolean isUpTo(byte[] document, long millis) {
    var limit = new KeyWriter();
    limit.value(BsonSlice.of(new BsonDateTime(millis)), descending);
    var edge = limit.toBytes();
    var found = new boolean[1];
    Consumer<byte[]> look = key -> found[0] |= key[0] == edge[0] && isUpTo(key, edge);
    index.visit(document, (key, slots) -> look.accept(key.toBytes()));
    return found[0];
  }

  private boolean isUpTo(byte[] key, byte[] edge) {
    int order = Arrays.compareUnsigned(key, edge);
    return descending ? order >= 0 : order <= 0;
  }
}
