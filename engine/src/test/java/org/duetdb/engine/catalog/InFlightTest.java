package org.duetdb.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.duetdb.api.time.SystemTime;
import org.duetdb.api.time.TimeSource;
import org.duetdb.api.time.VirtualTime;
import org.duetdb.engine.proof.VirtualThreads.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Whoever locks a collection waits for the writes under way in it, and only for those. */
@Timeout(60)
final class InFlightTest {
  private final TimeSource time = SystemTime.create();
  private final InFlight writes = new InFlight();

  @Test
  void nobodyIsWaitedForWhoHasEnded() {
    writes.end(writes.begin());
    writes.awaitEarlier(time);

    assertThat(writes.begin()).isNotNegative();
  }

  @Test
  void theOneWhoWaitsReturnsWhenTheLastWriteHasEnded() throws InterruptedException {
    int first = writes.begin();
    int second = writes.begin();
    var returned = new AtomicInteger();
    var locker =
        new Thread(
            () -> {
              writes.awaitEarlier(time);
              returned.incrementAndGet();
            });
    locker.start();
    writes.end(first);
    assertThat(returned.get()).isZero();
    writes.end(second);
    locker.join();

    assertThat(returned.get()).isEqualTo(1);
  }

  @Test
  void inVirtualTimeTheWriteGetsTheBaton() throws InterruptedException {
    var virtual = VirtualTime.create();
    var events = new ArrayList<String>();
    int write = writes.begin();
    virtual.run(
        () -> {
          virtual.yieldBaton();
          events.add("written");
          writes.end(write);
        },
        () -> {
          writes.awaitEarlier(virtual);
          events.add("locked");
        });

    assertThat(events).containsExactly("written", "locked");
  }

  @Test
  void anInterruptStaysForLater() throws InterruptedException {
    int write = writes.begin();
    var flag = new AtomicBoolean();
    var locker =
        new Thread(
            () -> {
              writes.awaitEarlier(time);
              flag.set(Thread.currentThread().isInterrupted());
            });
    locker.start();
    locker.interrupt();
    writes.end(write);
    locker.join();

    assertThat(flag).isTrue();
  }

  /** The race to lose: those who wait have all carriers, and the write needs one to end. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void thoseWhoWaitLetTheWriteGoOnThatTheyWaitFor() throws InterruptedException {
    int write = writes.begin();
    int many = 4 * Runtime.getRuntime().availableProcessors();
    var lockers = new Crowd().start(many, number -> writes.awaitEarlier(time));
    new Crowd().start(1, number -> writes.end(write)).join();
    lockers.join();

    writes.awaitEarlier(time);
  }
}
