package org.duetdb.sql.execute;

import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/** A cursor over one document that is already there, or over none. */
final class OneDocument implements DocumentCursor {
  private byte @Nullable [] document;

  OneDocument(byte @Nullable [] document) {
    this.document = document;
  }

  @Override
  public byte @Nullable [] next() {
    byte[] next = document;
    document = null;
    return next;
  }

  @Override
  public void close() {}
}
