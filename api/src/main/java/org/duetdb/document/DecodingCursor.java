package org.duetdb.document;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.duetdb.api.Cursor;
import org.duetdb.api.spi.DocumentCursor;

/** Reads documents in batches, and decodes each as it is asked for. */
final class DecodingCursor<T> implements Cursor<T> {
  private final DocumentCursor documents;
  private final Function<byte[], T> decoder;
  private final int batch;
  private final Queue<byte[]> ahead = new ArrayDeque<>(1);
  private boolean ended;

  /**
   * @param batch how many documents are read at a time; 0 means one by one
   */
  DecodingCursor(DocumentCursor documents, Function<byte[], T> decoder, int batch) {
    this.documents = documents;
    this.decoder = decoder;
    this.batch = Math.max(1, batch);
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() && !ended) {
      fetch();
    }
    return !ahead.isEmpty();
  }

  private void fetch() {
    while (!ended && ahead.size() < batch) {
      var document = documents.next();
      if (document == null) {
        ended = true;
      } else {
        ahead.add(document);
      }
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the cursor is exhausted or closed");
    }
    return decoder.apply(ahead.remove());
  }

  @Override
  public void close() {
    ahead.clear();
    ended = true;
    documents.close();
  }
}
