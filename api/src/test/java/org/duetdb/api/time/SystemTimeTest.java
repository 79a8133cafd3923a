package org.duetdb.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.duetdb.api.time.TimeSource.Parker;
import org.junit.jupiter.api.Test;

/** Real time keeps the same contract as virtual time. */
final class SystemTimeTest {
  private final SystemTime time = SystemTime.create();

  @Test
  void anUnparkThatCameEarlierCountsOnce() throws InterruptedException {
    try (var parker = time.parker()) {
      parker.unpark();
      parker.unpark();

      assertThat(parker.park(Parker.FOREVER, "rival")).isTrue();
      assertThat(parker.park(time.nanoTime() - 1, "rival")).isFalse();
    }
  }

  @Test
  void aDeadlineEndsThePark() throws InterruptedException {
    try (var parker = time.parker()) {
      long deadline = time.nanoTime() + 2_000_000;

      assertThat(parker.park(deadline, "rival")).isFalse();
      assertThat(time.nanoTime()).isGreaterThanOrEqualTo(deadline);
    }
  }

  @Test
  void anotherThreadUnparks() throws InterruptedException {
    var holder = new AtomicReference<Parker>();
    var ready = new CountDownLatch(1);
    var result = new AtomicReference<Boolean>();
    var thread =
        new Thread(
            () -> {
              try (var parker = time.parker()) {
                holder.set(parker);
                ready.countDown();
                result.set(parker.park(Parker.FOREVER, "rival"));
              } catch (InterruptedException unexpected) {
                result.set(false);
              }
            });
    thread.start();
    ready.await();
    holder.get().unpark();
    thread.join();

    assertThat(result.get()).isTrue();
  }

  @Test
  void anInterruptEndsTheParkAndIsConsumed() {
    try (var parker = time.parker()) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> parker.park(Parker.FOREVER, "rival"))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void timersFireInOrderAndNotAfterTheyWereCancelled() throws InterruptedException {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    var done = new CountDownLatch(1);
    var later = time.schedule(3_600_000_000_000L, () -> events.add("later"));
    var cancelled = time.schedule(1_000_000_000, () -> events.add("cancelled"));
    cancelled.cancel();
    // Each is due after the one before it, however long the thread is held up between two lines.
    time.schedule(1_000_000, () -> events.add("first"));
    time.schedule(2_000_000, () -> events.add("second"));
    time.schedule(3_000_000, done::countDown);
    done.await();
    later.cancel();

    assertThat(events).containsExactly("first", "second");
  }
}
