package org.duetdb.engine.collection;

import java.util.List;
import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/** Documents that are all there already. */
public final class ListCursor implements DocumentCursor {
  private List<byte[]> documents;
  private int returned;

  /**
   * @param documents not to be changed any more
   */
  public ListCursor(List<byte[]> documents) {
    this.documents = documents;
  }

  @Override
  public byte @Nullable [] next() {
    return returned < documents.size() ? documents.get(returned++) : null;
  }

  @Override
  public void close() {
    documents = List.of();
  }
}
