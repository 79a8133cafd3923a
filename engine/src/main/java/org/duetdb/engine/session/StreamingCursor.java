package org.duetdb.engine.session;

import java.util.function.Consumer;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/** A cursor that outlives its statement, and tells its session when it fails. */
final class StreamingCursor implements DocumentCursor {
  private final DocumentCursor documents;
  private final Consumer<RuntimeException> onFailure;
  private boolean closed;
  private boolean ended;

  StreamingCursor(DocumentCursor documents, Consumer<RuntimeException> onFailure) {
    this.documents = documents;
    this.onFailure = onFailure;
  }

  @Override
  public byte @Nullable [] next() {
    if (ended && !closed) {
      throw notFound();
    }
    try {
      var document = documents.next();
      closed |= document == null;
      return document;
    } catch (RuntimeException failed) {
      onFailure.accept(failed);
      throw failed;
    }
  }

  /** Who reads on after its transaction has ended must not take the rest for nothing. */
  static DuetException notFound() {
    return new DuetException(
        ErrorCode.CURSOR_NOT_FOUND,
        "cursor not found: its transaction has ended, and it with that");
  }

  /** Its transaction has ended. */
  void end() {
    ended = true;
    documents.close();
  }

  @Override
  public void close() {
    closed = true;
    documents.close();
  }
}
