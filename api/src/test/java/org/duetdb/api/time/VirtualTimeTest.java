package org.duetdb.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.duetdb.api.time.TimeSource.Parker;
import org.junit.jupiter.api.Test;

/** The clock, its timers, and threads that park by it. */
final class VirtualTimeTest {
  private static final long SECOND = 1_000_000_000;

  private final VirtualTime time = VirtualTime.create();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  private void at(long nanos, String event) {
    time.schedule(nanos, () -> events.add(event + "@" + time.nanoTime()));
  }

  /** A thread that is not an actor, once it is parked. */
  private static Thread parked(Runnable body) {
    var thread = new Thread(body);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  @Test
  void standsStillUntilItIsAdvanced() throws InterruptedException {
    assertThat(time.now()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
    assertThat(time.nanoTime()).isZero();

    time.advance(Duration.ofMillis(1_500));

    assertThat(time.nanoTime()).isEqualTo(1_500_000_000);
    assertThat(time.now()).isEqualTo(Instant.parse("2025-01-01T00:00:01.500Z"));
  }

  @Test
  void timersFireInTheOrderOfTimeAndThenOfCreation() throws InterruptedException {
    at(30, "c");
    at(10, "a1");
    at(10, "a2");
    at(20, "b");
    at(10, "a3");

    time.advance(Duration.ofNanos(30));

    assertThat(events).containsExactly("a1@10", "a2@10", "a3@10", "b@20", "c@30");
  }

  @Test
  void advanceFiresNothingThatIsDueLaterAndNothingTwice() throws InterruptedException {
    at(10, "a");
    at(11, "b");

    time.advance(Duration.ofNanos(10));
    assertThat(events).containsExactly("a@10");

    time.advance(Duration.ofNanos(10));
    assertThat(events).containsExactly("a@10", "b@11");
    assertThat(time.nanoTime()).isEqualTo(20);
  }

  @Test
  void aTimerMayCreateTimersThatFireOnTheWay() throws InterruptedException {
    time.schedule(
        10,
        () -> {
          at(5, "second");
          at(0, "at once");
        });
    at(12, "between");

    time.advance(Duration.ofNanos(20));

    assertThat(events).containsExactly("at once@10", "between@12", "second@15");
  }

  @Test
  void aCancelledTimerNeverFires() throws InterruptedException {
    var timer = time.schedule(10, () -> events.add("fired"));
    timer.cancel();
    timer.cancel();

    time.advance(Duration.ofSeconds(1));

    assertThat(events).isEmpty();
  }

  @Test
  void aTimerInThePastIsDueNow() throws InterruptedException {
    time.advance(Duration.ofNanos(7));
    at(-5, "late");

    time.advance(Duration.ZERO);

    assertThat(events).containsExactly("late@7");
  }

  @Test
  void advanceWaitsUntilAWokenThreadHasParkedAgainOrLeft() throws InterruptedException {
    var thread =
        parked(
            () -> {
              try (var parker = time.parker()) {
                for (int second = 1; second <= 3; second++) {
                  assertThat(parker.park(second * SECOND, "tick")).isFalse();
                  events.add("tick@" + time.nanoTime() / SECOND);
                }
              } catch (InterruptedException unexpected) {
                events.add("interrupted");
              }
            });

    time.advance(Duration.ofMillis(1_999));
    assertThat(events).containsExactly("tick@1");

    time.advance(Duration.ofMinutes(1));
    assertThat(events).containsExactly("tick@1", "tick@2", "tick@3");
    thread.join();
  }

  @Test
  void aThreadThatWasUnparkedBeforeItsDeadlineIsToldSo() throws InterruptedException {
    var holder = new AtomicReference<Parker>();
    parked(
        () -> {
          try (var parker = time.parker()) {
            holder.set(parker);
            events.add("unparked " + parker.park(5 * SECOND, "rival") + " at " + time.nanoTime());
          } catch (InterruptedException unexpected) {
            events.add("interrupted");
          }
        });

    holder.get().unpark();
    time.advance(Duration.ofSeconds(10));

    assertThat(events).containsExactly("unparked true at 0");
  }

  @Test
  void anUnparkThatCameEarlierCountsOnce() throws InterruptedException {
    try (var parker = time.parker()) {
      parker.unpark();
      parker.unpark();

      assertThat(parker.park(Parker.FOREVER, "rival")).isTrue();
      assertThat(parker.park(0, "rival")).as("the second park").isFalse();
    }
  }

  @Test
  void aDeadlineThatHasPassedDoesNotPark() throws InterruptedException {
    time.advance(Duration.ofSeconds(1));
    try (var parker = time.parker()) {
      assertThat(parker.park(SECOND, "rival")).isFalse();
      assertThat(parker.park(SECOND - 1, "rival")).isFalse();
    }
  }

  @Test
  void aThreadThatIsInterruptedAlreadyDoesNotPark() {
    try (var parker = time.parker()) {
      parker.unpark();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> parker.park(Parker.FOREVER, "rival"))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).as("the flag is consumed").isFalse();
    }
  }

  @Test
  void anInterruptEndsThePark() throws InterruptedException {
    var thread =
        parked(
            () -> {
              try (var parker = time.parker()) {
                parker.park(Parker.FOREVER, "rival");
              } catch (InterruptedException expected) {
                events.add("interrupted");
              }
            });

    thread.interrupt();
    thread.join();

    assertThat(events).containsExactly("interrupted");
    time.advance(Duration.ofSeconds(1)); // and nobody is counted as running for ever
  }

  @Test
  void timersOfParksThatAreOverAreGone() throws InterruptedException {
    try (var parker = time.parker()) {
      parker.unpark();
      assertThat(parker.park(5 * SECOND, "rival")).isTrue();
    }
    time.run(
        () -> {
          try {
            time.sleep(Duration.ofSeconds(1));
          } catch (InterruptedException unexpected) {
            events.add("interrupted");
          }
        });

    assertThat(time.nanoTime()).as("the clock has jumped to the sleep's end").isEqualTo(SECOND);
    assertThat(events).isEmpty();
  }
}
