package org.duetdb.api.spi;

import java.util.Optional;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * What the profiler of a database records. Immutable.
 *
 * @param level 0 nothing, 1 what is slow or what the filter takes, 2 everything
 * @param slowNanos from when on an operation is slow
 * @param sampleRate which share of the slow ones is recorded, from 0 to 1
 * @param filter what is recorded at level 1, tested on the profiler's document; if there is one,
 *     neither {@code slowNanos} nor {@code sampleRate} counts
 */
public record ProfileSettings(
    int level, long slowNanos, double sampleRate, Optional<DocumentPredicate> filter) {
  public ProfileSettings {
    if (level < 0 || level > 2) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "a profiling level is 0, 1 or 2; this one is " + level);
    }
    if (!(sampleRate >= 0 && sampleRate <= 1)) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "'sampleRate' must be between 0.0 and 1.0 inclusive: " + sampleRate);
    }
  }

  /** Records nothing. */
  public static ProfileSettings off(long slowNanos) {
    return new ProfileSettings(0, slowNanos, 1, Optional.empty());
  }
}
