package org.duetdb.document;

import java.util.Iterator;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.DocumentCursor;
import org.jspecify.annotations.Nullable;

/** What a pipeline gives, with the snapshot that it reads in. */
final class PipelineCursor implements DocumentCursor {
  private final Target target;
  private final Iterator<byte[]> results;
  private final Runnable onClose;
  private boolean closed;

  PipelineCursor(Target target, Iterator<byte[]> results, Runnable onClose) {
    this.target = target;
    this.results = results;
    this.onClose = onClose;
  }

  @Override
  public byte @Nullable [] next() {
    if (closed) {
      return null;
    }
    try {
      if (results.hasNext()) {
        return results.next();
      }
    } catch (DuetException failure) {
      close();
      throw target.failed("aggregate", failure);
    }
    close();
    return null;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }
}
