package org.duetdb.engine.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonInt32;
import org.duetdb.api.bson.DocumentKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is pruned is pruned by somebody, whoever comes last. */
final class PrunerTest {
  private static final int ROUNDS = 20_000;
  private static final DocumentKey KEY = DocumentKey.of(new BsonInt32(1));

  private final Timestamps timestamps = new Timestamps();
  private final LiveSnapshots snapshots = new LiveSnapshots(timestamps);
  private final Pruner pruner = new Pruner(timestamps, snapshots);
  private final DocumentStore store = new DocumentStore("test.demo#1");
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private void write(byte[] document) {
    var head = store.headFor(KEY);
    var version = Version.committed(document, head.state().newest());
    assertThat(head.install(head.state(), version)).isTrue();
    version.timestamp(timestamps);
    pruner.committed(store, KEY, head, version);
  }

  private interface Work {
    void run() throws InterruptedException, BrokenBarrierException;
  }

  private Thread start(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException | BrokenBarrierException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
              }
            });
    thread.start();
    return thread;
  }

  /**
   * The race to lose: the last snapshot closes and finds nothing to do while a writer, which has
   * still seen it, is about to leave something behind.
   */
  @Test
  @Timeout(60)
  void theLastSnapshotToCloseAndAWriterLeaveNothingBetweenThem() throws InterruptedException {
    var barrier = new CyclicBarrier(3);
    var readers = new Thread[2];
    for (int reader = 0; reader < readers.length; reader++) {
      readers[reader] =
          start(
              () -> {
                for (int round = 0; round < ROUNDS; round++) {
                  var snapshot = snapshots.open();
                  barrier.await();
                  if (snapshots.close(snapshot)) {
                    pruner.released();
                  }
                  barrier.await();
                }
              });
    }
    var writer =
        start(
            () -> {
              write(new byte[] {0});
              for (int round = 0; round < ROUNDS; round++) {
                barrier.await();
                write(round % 2 == 0 ? null : new byte[] {1});
                barrier.await();
                assertThat(pruner.waiting()).as("heads kept after round %s", round).isZero();
                assertThat(store.size()).as("heads after round %s", round).isEqualTo(round % 2);
              }
            });
    writer.join();
    for (var reader : readers) {
      reader.interrupt();
      reader.join();
    }
    assertThat(failure.get()).isNull();
  }
}
