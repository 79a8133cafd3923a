package org.duetdb.api;

import java.time.Duration;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * What the profiler records at level 1. Immutable.
 *
 * @param slow from when on an operation is slow; not negative
 * @param sampleRate which share of the slow operations is recorded, from 0 to 1
 * @param filter a filter on the profiler's documents; with one, neither {@code slow} nor {@code
 *     sampleRate} counts, as in MongoDB
 */
public record ProfilingOptions(Duration slow, double sampleRate, Optional<Bson> filter) {
  /** Whatever takes 100 ms. */
  public static final ProfilingOptions DEFAULT =
      new ProfilingOptions(Duration.ofMillis(100), 1, Optional.empty());

  /** The same with another bound. */
  public ProfilingOptions withSlow(Duration bound) {
    return new ProfilingOptions(bound, sampleRate, filter);
  }

  /** The same for another share of the slow operations; refused with 2 outside 0 to 1. */
  public ProfilingOptions withSampleRate(double share) {
    return new ProfilingOptions(slow, share, filter);
  }

  /** The same with a filter instead of bound and share. */
  public ProfilingOptions withFilter(Bson wanted) {
    return new ProfilingOptions(slow, sampleRate, Optional.of(wanted));
  }
}
