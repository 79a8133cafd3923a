package org.duetdb.engine.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.time.TimeSource;
import org.duetdb.engine.metric.Counters;
import org.jspecify.annotations.Nullable;

/**
 * The cursors outside transactions that have neither been closed nor read to the end. Each holds a
 * snapshot, for which versions are kept; so one that nobody has read from for a named time is
 * ended, and whoever reads on is told so. Thread-safe.
 *
 * <p>A read only notes that there has been one. A timer, armed while there are cursors, looks four
 * times per time-out who has noted nothing; so a cursor ends at the time-out or a quarter later.
 */
final class IdleCursors {
  private static final int LOOKS = 4;

  private final TimeSource time;
  private final Counters counters;
  private final long timeoutNanos;
  private final Set<Idle> open = ConcurrentHashMap.newKeySet();
  private volatile TimeSource.@Nullable Timer timer;
  private boolean stopped;

  /**
   * @param timeoutNanos how long nobody may read; 0 means for ever
   */
  IdleCursors(TimeSource time, Counters counters, long timeoutNanos) {
    this.time = time;
    this.counters = counters;
    this.timeoutNanos = timeoutNanos;
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  /** The same cursor, as long as it is read. */
  DocumentCursor watch(DocumentCursor documents) {
    if (timeoutNanos == 0) {
      return documents;
    }
    var cursor = new WatchedCursor(documents);
    add(cursor);
    return cursor;
  }

  /** The same reader, as long as one of its cursors is read. */
  DocumentReader watch(DocumentReader reader) {
    if (timeoutNanos == 0) {
      return reader;
    }
    var watched = new WatchedReader(reader);
    add(watched);
    return watched;
  }

  private void add(Idle cursor) {
    open.add(cursor);
    if (timer == null) {
      arm();
    }
  }

  private synchronized void arm() {
    if (timer == null && !stopped) {
      timer = time.schedule(Math.max(1, timeoutNanos / LOOKS), this::look);
    }
  }

  /** Looks no more, so that no timer keeps a deployment that has ended. */
  synchronized void stop() {
    stopped = true;
    var armed = timer;
    if (armed != null) {
      armed.cancel();
    }
  }

  private void look() {
    synchronized (this) {
      timer = null;
    }
    for (var cursor : open) {
      if (cursor.isIdle()) {
        cursor.end();
      }
    }
    if (!open.isEmpty()) {
      arm();
    }
  }

  /** What can be idle. Whoever reads leaves a mark; the timer takes it away. */
  private abstract class Idle {
    private final UseMark mark = new UseMark();
    private volatile boolean ended;

    final void use() {
      mark.note();
    }

    /** Only for the timer. */
    final boolean isIdle() {
      return mark.unusedLooks() >= LOOKS;
    }

    final void end() {
      if (open.remove(this)) {
        counters.cursorsTimedOut.increment();
        ended = true;
        closeInner();
      }
    }

    abstract void closeInner();

    final void refuseIfEnded() {
      if (ended) {
        throw new DuetException(
            ErrorCode.CURSOR_NOT_FOUND,
            "cursor not found: nobody has read from it for "
                + timeoutNanos / 1_000_000
                + " ms (option cursorTimeout), so its snapshot was given up; run the query again");
      }
    }
  }

  private final class WatchedCursor extends Idle implements DocumentCursor {
    private final DocumentCursor documents;

    WatchedCursor(DocumentCursor documents) {
      this.documents = documents;
    }

    @Override
    public byte @Nullable [] next() {
      use();
      refuseIfEnded();
      var document = documents.next();
      refuseIfEnded(); // because it may have read without its snapshot
      if (document == null) {
        open.remove(this);
      }
      return document;
    }

    @Override
    void closeInner() {
      documents.close();
    }

    @Override
    public void close() {
      open.remove(this);
      documents.close();
    }
  }

  private final class WatchedReader extends Idle implements DocumentReader {
    private final DocumentReader reader;

    WatchedReader(DocumentReader reader) {
      this.reader = reader;
    }

    @Override
    public DocumentCursor find(FindOperation operation, Object[] parameters) {
      use();
      refuseIfEnded();
      return new Part(reader.find(operation, parameters));
    }

    @Override
    void closeInner() {
      reader.close();
    }

    @Override
    public void close() {
      open.remove(this);
      reader.close();
    }

    /** One of its cursors. */
    private final class Part implements DocumentCursor {
      private final DocumentCursor documents;

      Part(DocumentCursor documents) {
        this.documents = documents;
      }

      @Override
      public byte @Nullable [] next() {
        use();
        refuseIfEnded();
        return documents.next();
      }

      @Override
      public void close() {
        documents.close();
      }
    }
  }
}
