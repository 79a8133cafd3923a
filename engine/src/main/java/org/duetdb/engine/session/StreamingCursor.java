package org.duetdb.engine.session;

import java.util.function.Consumer;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/**
 * A cursor of a transaction that outlives its statement. It ends with the transaction: then it
 * fails with 43 instead of pretending that there is nothing more.
 */
final class StreamingCursor implements DocumentCursor {
  private final DocumentCursor documents;
  private final Runnable onRead;
  private final Consumer<RuntimeException> onFailure;
  private final Consumer<StreamingCursor> onClose;
  private volatile boolean closed;
  private volatile boolean ended;

  /**
   * @param onRead is told of each read
   * @param onFailure is told when a read fails
   * @param onClose is told, once or more often, when it is closed or exhausted
   */
  StreamingCursor(
      DocumentCursor documents,
      Runnable onRead,
      Consumer<RuntimeException> onFailure,
      Consumer<StreamingCursor> onClose) {
    this.documents = documents;
    this.onRead = onRead;
    this.onFailure = onFailure;
    this.onClose = onClose;
  }

  @Override
  public byte @Nullable [] next() {
    if (closed) {
      return null;
    }
    onRead.run();
    refuseIfEnded();
    byte[] document;
    try {
      document = documents.next();
    } catch (RuntimeException failed) {
      refuseIfEnded();
      onFailure.accept(failed);
      throw failed;
    }
    refuseIfEnded(); // because another thread may have ended the transaction during the read
    if (document == null) {
      close();
    }
    return document;
  }

  private void refuseIfEnded() {
    if (ended) {
      throw notFound();
    }
  }

  /** Who reads on after its transaction has ended must not take the rest for nothing. */
  static DuetException notFound() {
    return new DuetException(
        ErrorCode.CURSOR_NOT_FOUND,
        "cursor not found: its transaction has ended, and it with that");
  }

  /** Its transaction has ended, or cannot go on. */
  void end() {
    if (!closed) {
      ended = true;
      documents.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    documents.close();
    onClose.accept(this);
  }
}
