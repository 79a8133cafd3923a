package org.duetdb.api.bson;

/**
 * A question about one value in the bytes of a document; a pure function, safe for use by several
 * threads.
 */
@FunctionalInterface
public interface ValueTest {
  /**
   * Whether the value in {@code slot} of {@code bytes} passes; the slot may be {@link
   * BsonBytes#NO_SLOT}.
   */
  boolean test(byte[] bytes, long slot);
}
