package org.duetdb.engine.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.engine.conflict.SerializableTracker.Tracked;
import org.duetdb.engine.mvcc.DocumentStore;
import org.duetdb.engine.mvcc.LiveSnapshots;
import org.duetdb.engine.mvcc.LiveSnapshots.Registration;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.mvcc.Writer;
import org.junit.jupiter.api.Test;

/**
 * The moments between a commit and what the tracker knows of it, which a history hits by chance.
 */
final class SerializableTrackerTest {
  private static final byte[] DOCUMENT =
      BsonCodecs.encode(new BsonDocument("_id", new BsonInt32(1)));

  private final Timestamps timestamps = new Timestamps();
  private final LiveSnapshots snapshots = new LiveSnapshots(timestamps);
  private final SerializableTracker tracker = new SerializableTracker(100);
  private final DocumentStore store = new DocumentStore("test.demo#1");

  private static final class Transaction extends Writer implements Tracked, Holder {
    private final SerializableNode node;

    Transaction(SerializableTracker tracker, LiveSnapshots snapshots) {
      SerializableTracker.Begun<Registration> begun = tracker.begin(this, false, snapshots::open);
      node = begun.node();
    }

    long publishNow(Timestamps timestamps) {
      assertThat(decideCommit()).isTrue();
      return publish(timestamps);
    }

    @Override
    public SerializableNode serializableNode() {
      return node;
    }

    @Override
    public String label() {
      return "writer";
    }

    @Override
    public String statementText() {
      return "";
    }

    @Override
    public Instant since() {
      return Instant.EPOCH;
    }

    @Override
    public Thread lastThread() {
      return Thread.currentThread();
    }
  }

  private Transaction begin() {
    return new Transaction(tracker, snapshots);
  }

  @Test
  void aCommitIsTrackedFromTheMomentThatOthersCanSeeIt() {
    var reader = begin();
    var writer = begin();
    var committed = new AtomicReference<Long>();

    tracker.commit(
        writer.serializableNode(),
        () -> {
          long timestamp = writer.publishNow(timestamps);
          committed.set(timestamp);
          assertThat(tracker.isTracked(timestamp)).as("while it is published").isTrue();
          return timestamp;
        });

    assertThat(tracker.isTracked(committed.get())).as("as long as a reader runs").isTrue();
    tracker.abort(reader.serializableNode());
    assertThat(tracker.isTracked(committed.get())).as("afterwards").isFalse();
  }

  @Test
  void aCommitThatFailsLeavesNothingTracked() {
    var reader = begin();
    var writer = begin();

    assertThat(tracker.commit(writer.serializableNode(), () -> 0L)).isFalse();

    assertThat(tracker.isTracked(timestamps.current())).isFalse();
    tracker.abort(writer.serializableNode());
    tracker.abort(reader.serializableNode());
    assertThat(tracker.size()).isZero();
  }

  @Test
  void aWriterThatCommitsBetweenTheReadersLookAndItsReportIsStillFound() {
    var reader = begin();
    var writer = begin();
    var version = Version.of(DOCUMENT, null, writer, 1);

    tracker.commit(writer.serializableNode(), () -> writer.publishNow(timestamps));
    assertThat(version.timestamp(timestamps)).isPositive();
    assertThat(version.writer()).as("forgotten by its version").isNull();
    tracker.passedOver(reader.serializableNode(), store, version, timestamps);

    assertThat(reader.serializableNode().out).containsExactly(writer.serializableNode());
    tracker.abort(reader.serializableNode());
    assertThat(tracker.size()).isZero();
  }
}
