package org.duetdb.engine.mvcc;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How long Lincheck looks for an answer that no order of the operations explains. */
final class Linearizability {
  private static final int SCENARIOS = 40;
  private static final int THREADS = 3;
  private static final int OPERATIONS_PER_THREAD = 3;

  private Linearizability() {}

  /** By model checking: every switch between threads up to a bound. */
  static void inEveryInterleaving(Class<?> operations) {
    new ModelCheckingOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(2_000)
        .threads(THREADS)
        .actorsPerThread(OPERATIONS_PER_THREAD)
        .check(operations);
  }

  /** With real threads. */
  static void underStress(Class<?> operations) {
    new StressOptions()
        .iterations(SCENARIOS)
        .invocationsPerIteration(5_000)
        .threads(THREADS)
        .actorsPerThread(OPERATIONS_PER_THREAD)
        .check(operations);
  }
}
