package org.duetdb.engine.session;

import java.util.function.Consumer;
import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/** A cursor that outlives its statement, and tells its session when it fails. */
final class StreamingCursor implements DocumentCursor {
  private final DocumentCursor documents;
  private final Consumer<RuntimeException> onFailure;

  StreamingCursor(DocumentCursor documents, Consumer<RuntimeException> onFailure) {
    this.documents = documents;
    this.onFailure = onFailure;
  }

  @Override
  public byte @Nullable [] next() {
    try {
      return documents.next();
    } catch (RuntimeException failed) {
      onFailure.accept(failed);
      throw failed;
    }
  }

  @Override
  public void close() {
    documents.close();
  }
}
