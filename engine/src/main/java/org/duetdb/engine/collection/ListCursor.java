package org.duetdb.engine.collection;

import java.util.Iterator;
import java.util.List;
import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/** Documents that are all there already. */
public final class ListCursor implements DocumentCursor {
  private Iterator<byte[]> documents;

  public ListCursor(List<byte[]> documents) {
    this.documents = documents.iterator();
  }

  @Override
  public byte @Nullable [] next() {
    return documents.hasNext() ? documents.next() : null;
  }

  @Override
  public void close() {
    documents = List.<byte[]>of().iterator();
  }
}
