package org.duetdb.api.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.duetdb.api.time.TimeSource.Parker;
import org.junit.jupiter.api.Test;

/** Threads that run one at a time by the baton of their virtual time. */
final class ActorTest {
  private static final long SECOND = 1_000_000_000;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());

  private static void sleep(VirtualTime time, Duration duration) {
    try {
      time.sleep(duration);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Five actors that hand the baton on, sleep, and write down what they do. */
  private static List<String> journal(long seed) throws InterruptedException {
    var time = VirtualTime.startingAt(START, seed);
    var journal = new ArrayList<String>();
    var bodies = new Runnable[5];
    for (int i = 0; i < bodies.length; i++) {
      int actor = i;
      bodies[i] =
          () -> {
            for (int step = 0; step < 4; step++) {
              journal.add(actor + "." + step + "@" + time.nanoTime());
              if ((actor + step) % 3 == 0) {
                sleep(time, Duration.ofMillis(10));
              } else {
                time.yieldBaton();
              }
            }
          };
    }
    time.run(bodies);
    return journal;
  }

  @Test
  void theSameSeedGivesTheSameJournalAThousandTimes() throws InterruptedException {
    var first = journal(42);
    assertThat(first).hasSize(20);
    for (int i = 0; i < 1_000; i++) {
      assertThat(journal(42)).isEqualTo(first);
    }
  }

  @Test
  void differentSeedsGiveDifferentJournals() throws InterruptedException {
    var journals = new HashSet<List<String>>();
    for (long seed = 0; seed < 100; seed++) {
      journals.add(journal(seed));
    }
    assertThat(journals).hasSizeGreaterThan(90);
  }

  @Test
  void onlyOneActorRunsAtATime() throws InterruptedException {
    var time = VirtualTime.startingAt(START, 7);
    var inside = new int[1];
    var bodies = new Runnable[8];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] =
          () -> {
            for (int step = 0; step < 50; step++) {
              assertThat(++inside[0]).isEqualTo(1);
              Thread.onSpinWait();
              inside[0]--;
              time.yieldBaton();
            }
          };
    }
    time.run(bodies);
    assertThat(inside[0]).isZero();
  }

  @Test
  void theClockJumpsToTheNextTimerWhenAllWait() throws InterruptedException {
    var time = VirtualTime.create();
    time.run(
        () -> {
          sleep(time, Duration.ofHours(1));
          events.add("hour@" + time.nanoTime() / SECOND);
        },
        () -> {
          sleep(time, Duration.ofDays(1));
          events.add("day@" + time.nanoTime() / SECOND);
        });

    assertThat(events).containsExactly("hour@3600", "day@86400");
  }

  @Test
  void aHangIsReportedWithWhoWaitsForWhat() {
    var time = VirtualTime.create();
    Runnable first = () -> park(time, "the second one's lock");
    Runnable second = () -> park(time, "the first one's lock");

    assertThatThrownBy(() -> time.run(first, second))
        .isInstanceOf(HangException.class)
        .hasMessageContaining("actor-1 waits for the second one's lock")
        .hasMessageContaining("actor-2 waits for the first one's lock");
    assertThat(events).containsExactlyInAnyOrder("interrupted", "interrupted");
  }

  private void park(VirtualTime time, String what) {
    try (var parker = time.parker()) {
      parker.park(Parker.FOREVER, what);
      events.add("woken");
    } catch (InterruptedException interrupted) {
      events.add("interrupted");
    }
  }

  @Test
  void aHangNamesTheFailureThatMayHaveLedToIt() {
    var time = VirtualTime.create();
    Runnable fails =
        () -> {
          throw new IllegalArgumentException("left its lock behind");
        };

    assertThatThrownBy(() -> time.run(fails, () -> park(time, "that lock")))
        .isInstanceOf(HangException.class)
        .satisfies(
            hang ->
                assertThat(hang.getSuppressed())
                    .singleElement()
                    .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void theFailureOfAnActorIsThrownByRun() {
    var time = VirtualTime.create();
    var failure = new IllegalArgumentException("wrong");
    Runnable fails =
        () -> {
          throw failure;
        };

    assertThatThrownBy(() -> time.run(() -> events.add("fine"), fails)).isSameAs(failure);
    assertThat(events).containsExactly("fine");
  }

  @Test
  void anInterruptIsDeliveredBeforeSettleReturns() throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      events.clear();
      var time = VirtualTime.create();
      var actor = time.spawn("waiter", () -> park(time, "rival"));
      time.settle();
      assertThat(actor.waitsFor()).isEqualTo("rival");

      actor.interrupt();
      time.settle();

      assertThat(events).containsExactly("interrupted");
      assertThat(actor.isAlive()).isFalse();
      assertThat(actor.waitsFor()).isEmpty();
    }
  }

  @Test
  void anActorThatIsInterruptedWhileItCouldRunIsToldAtItsNextPark() throws InterruptedException {
    var time = VirtualTime.create();
    var actor = time.spawn("waiter", () -> park(time, "rival"));

    actor.interrupt();
    time.settle();

    assertThat(events).containsExactly("interrupted");
  }

  @Test
  void anActorWokenByAnotherThreadRunsAtTheNextSettle() throws InterruptedException {
    var time = VirtualTime.create();
    var holder = new AtomicReference<Parker>();
    var actor =
        time.spawn(
            "waiter",
            () -> {
              try (var parker = time.parker()) {
                holder.set(parker);
                events.add("unparked " + parker.park(5 * SECOND, "rival"));
              } catch (InterruptedException interrupted) {
                events.add("interrupted");
              }
            });
    time.settle();
    assertThat(actor.waitsFor()).isEqualTo("rival");

    var other = new Thread(() -> holder.get().unpark());
    other.start();
    other.join();
    time.settle();

    assertThat(events).containsExactly("unparked true");
    assertThat(actor.isAlive()).isFalse();
  }

  @Test
  void anActorWokenByAnotherActorRunsWhenThatOneLetsGo() throws InterruptedException {
    var time = VirtualTime.create();
    var holder = new AtomicReference<Parker>();
    time.spawn(
        "waiter",
        () -> {
          try (var parker = time.parker()) {
            holder.set(parker);
            parker.park(Parker.FOREVER, "rival");
            events.add("woken");
          } catch (InterruptedException interrupted) {
            events.add("interrupted");
          }
        });
    time.settle();
    time.spawn(
        "waker",
        () -> {
          holder.get().unpark();
          events.add("unparked");
        });
    time.settle();

    assertThat(events).containsExactly("unparked", "woken");
  }

  @Test
  void anActorCannotMoveTheClockItLivesBy() throws InterruptedException {
    var time = VirtualTime.create();
    time.run(
        () -> {
          assertThatThrownBy(() -> time.advance(Duration.ofSeconds(1)))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(time::settle).isInstanceOf(IllegalStateException.class);
          events.add("refused");
        });

    assertThat(events).containsExactly("refused");
    assertThat(time.nanoTime()).isZero();
  }

  @Test
  void outsideAnActorThereIsNoBatonToHandOn() {
    VirtualTime.create().yieldBaton();
  }

  @Test
  void anActorOfOneTimeIsAStrangerInAnother() throws InterruptedException {
    var time = VirtualTime.create();
    var other = VirtualTime.create();
    time.run(
        () -> {
          other.yieldBaton();
          events.add("still running");
        });

    assertThat(events).containsExactly("still running");
  }
}
