package org.duetdb.engine.index;

import java.util.Arrays;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring entries of an index, by their encoded keys.
 *
 * @param from where it begins, included
 * @param to where it ends, not included; null means the index's end
 */
public record KeyRange(byte[] from, byte @Nullable [] to) {
  private static final byte[] START = {};

  /** The whole index. */
  public static final KeyRange ALL = new KeyRange(START, null);

  /** The entries whose keys begin with {@code prefix}. */
  public static KeyRange of(byte[] prefix) {
    return new KeyRange(prefix, after(prefix));
  }

  /** The least bytes that are greater than all that begin with {@code prefix}; null if none are. */
  public static byte @Nullable [] after(byte[] prefix) {
    for (int length = prefix.length; length > 0; length--) {
      if (prefix[length - 1] != (byte) 0xFF) {
        var next = Arrays.copyOf(prefix, length);
        next[length - 1]++;
        return next;
      }
    }
    return null;
  }

  /** Whether nothing can be in it. */
  public boolean isEmpty() {
    return to != null && Arrays.compareUnsigned(from, to) >= 0;
  }

  <V> ConcurrentNavigableMap<byte[], V> of(ConcurrentNavigableMap<byte[], V> entries) {
    if (to == null) {
      return from.length == 0 ? entries : entries.tailMap(from, true);
    }
    return entries.subMap(from, true, to, false);
  }
}
