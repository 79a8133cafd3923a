package org.duetdb.engine.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonInt32;
import org.duetdb.api.bson.DocumentKey;
import org.junit.jupiter.api.Test;

/**
 * Scans that take whole segments, while writers change some of their documents now and then: a scan
 * sees all that was written, or seen by anybody, before its snapshot was taken.
 */
final class AllVisibleRaceTest {
  private static final int WRITERS = 2;
  private static final int SCANS = 3_000;

  private final Timestamps timestamps = new Timestamps();
  private final DocumentStore store = new DocumentStore("test");
  private final Head[] heads = new Head[Segment.SIZE];
  private final AtomicLongArray written = new AtomicLongArray(WRITERS);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  private static byte[] document(int writer, long value) {
    return ByteBuffer.allocate(16).putLong(writer).putLong(value).array();
  }

  private void fill() {
    for (int id = 0; id < heads.length; id++) {
      heads[id] = store.headFor(DocumentKey.of(new BsonInt32(id)));
      heads[id].install(heads[id].state(), Version.committed(document(id, 0), null));
    }
  }

  private Thread writer(int writer) {
    var thread = new Thread(() -> write(writer));
    thread.setUncaughtExceptionHandler((failed, why) -> failure.compareAndSet(null, why));
    thread.start();
    return thread;
  }

  /** Writes as autocommit does: installs committed, and draws the timestamp later. */
  private void write(int writer) {
    for (long value = 1; !stopped; value++) {
      Version version;
      HeadState seen;
      do {
        seen = heads[writer].state();
        version = Version.committed(document(writer, value), seen.newest());
      } while (!heads[writer].install(seen, version));
      if (value % 2 == 0) {
        version.timestamp(timestamps);
      }
      written.set(writer, value);
      version.timestamp(timestamps);
      version.cutTo(null);
      for (int pause = 0; pause < 2_000 && !stopped; pause++) {
        Thread.onSpinWait();
      }
    }
  }

  private long value(byte[] document) {
    return ByteBuffer.wrap(document).getLong(Long.BYTES);
  }

  /** Scans once; whether it took the segment as a whole. */
  private boolean scan() {
    var least = new long[WRITERS];
    for (int writer = 0; writer < WRITERS; writer++) {
      var seen = Snapshot.newestCommitted(heads[writer], timestamps);
      least[writer] = Math.max(written.get(writer), value(seen.document()));
    }
    long snapshot = timestamps.current();
    var documents = store.scan().allVisible(snapshot, timestamps);
    if (documents == null) {
      return false;
    }
    for (int writer = 0; writer < WRITERS; writer++) {
      assertThat(value(documents.document(writer))).isGreaterThanOrEqualTo(least[writer]);
    }
    return true;
  }

  @Test
  void noScanMissesWhatWasThereBeforeIt() throws InterruptedException {
    fill();
    var writers = new Thread[WRITERS];
    for (int writer = 0; writer < WRITERS; writer++) {
      writers[writer] = writer(writer);
    }
    int whole = 0;
    try {
      for (int scan = 0; scan < SCANS; scan++) {
        whole += scan() ? 1 : 0;
      }
    } finally {
      stopped = true;
      for (var writer : writers) {
        writer.join();
      }
    }

    assertThat(failure.get()).isNull();
    assertThat(whole).as("scans that took the segment as a whole").isPositive();
  }
}
