package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.time.Actor;

/** Work under way on an actor: whether it waits, and what came of it when. */
public final class Call<R> {
  private final LongSupplier millis;
  private volatile Optional<R> result = Optional.empty();
  private volatile Optional<Throwable> failure = Optional.empty();
  private volatile boolean interrupted;
  private volatile long endedAt = -1;
  private Actor actor;

  Call(LongSupplier millis) {
    this.millis = millis;
  }

  void by(Actor who) {
    actor = who;
  }

  void run(Supplier<R> work) {
    try {
      result = Optional.ofNullable(work.get());
    } catch (RuntimeException | Error failed) {
      failure = Optional.of(failed);
    } finally {
      interrupted = Thread.currentThread().isInterrupted();
      endedAt = millis.getAsLong();
    }
  }

  public boolean isDone() {
    return endedAt >= 0;
  }

  /** What it returned; it must have ended without a failure. */
  public R result() {
    assertThat(endedAt).as("end of a call that waits for '%s'", actor.waitsFor()).isNotNegative();
    failure.ifPresent(
        failed -> {
          throw new AssertionError("the call has failed", failed);
        });
    return result.orElseThrow();
  }

  /** The failure that it must have ended with. */
  public DuetException failure() {
    assertThat(endedAt).as("end of a call that waits for '%s'", actor.waitsFor()).isNotNegative();
    assertThat(failure).as("a failure instead of %s", result).isPresent();
    assertThat(failure.get()).isInstanceOf(DuetException.class);
    return (DuetException) failure.get();
  }

  /** Checks that it failed like that. */
  public void failedWith(ErrorCode code) {
    assertThat(failure().code()).as(failure().getMessage()).isEqualTo(code);
  }

  /** The virtual millisecond of its end. */
  public long endedAt() {
    assertThat(isDone()).as("ended").isTrue();
    return endedAt;
  }

  /** Whether its thread's interrupt flag was set at its end. */
  public boolean wasInterrupted() {
    return interrupted;
  }

  public Actor actor() {
    return actor;
  }
}
