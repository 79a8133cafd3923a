package org.duetdb.engine.proof;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Starts virtual threads where the JDK has them, by reflection, because the tests run on 17 too.
 */
public final class VirtualThreads {
  private VirtualThreads() {}

  /** Starts one. */
  public static Thread start(Runnable work) {
    try {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      return (Thread) start.invoke(null, work);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("no virtual threads in this JDK", impossible);
    }
  }

  /** Many of them, and what has gone wrong in one. */
  public static final class Crowd {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Starts {@code count} threads, each with its number. */
    public Crowd start(int count, IntConsumer work) {
      for (int i = 0; i < count; i++) {
        int number = i;
        threads.add(
            VirtualThreads.start(
                () -> {
                  try {
                    work.accept(number);
                  } catch (RuntimeException | Error failed) {
                    failure.compareAndSet(null, failed);
                  }
                }));
      }
      return this;
    }

    /** Waits for all; the first failure, if any, is thrown. */
    public void join() throws InterruptedException {
      for (var thread : threads) {
        thread.join();
      }
      var failed = failure.get();
      if (failed != null) {
        throw new AssertionError("a virtual thread has failed", failed);
      }
    }
  }
}
