package org.duetdb.document;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import org.duetdb.api.Cursor;
import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/** Decodes documents as they are asked for. */
final class DecodingCursor<T> implements Cursor<T> {
  private final DocumentCursor documents;
  private final Function<byte[], T> decoder;
  private byte @Nullable [] ahead;
  private boolean looked;

  DecodingCursor(DocumentCursor documents, Function<byte[], T> decoder) {
    this.documents = documents;
    this.decoder = decoder;
  }

  @Override
  public boolean hasNext() {
    if (!looked) {
      ahead = documents.next();
      looked = true;
    }
    return ahead != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the cursor is exhausted or closed");
    }
    byte[] document = Objects.requireNonNull(ahead);
    looked = false;
    return decoder.apply(document);
  }

  @Override
  public void close() {
    ahead = null;
    looked = true;
    documents.close();
  }
}
