package org.duetdb.bench.peer;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The pause before a transaction is run again: random, from 20 us doubling to 2.6 ms. */
final class BackOff {
  private static final long FIRST_NANOS = 20_000;
  private static final int DOUBLINGS = 7;

  private BackOff() {}

  static void pause(int attempt) {
    long most = FIRST_NANOS << Math.min(attempt, DOUBLINGS);
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }
}
