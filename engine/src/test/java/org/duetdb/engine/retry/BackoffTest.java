package org.duetdb.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.retry.Attempts.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** MongoDB's schedules at every edge, and the sums that the seed measured. */
final class BackoffTest {
  private static final long MILLISECOND = 1_000_000;
  private static final RandomGenerator LEAST = () -> 0;
  private static final RandomGenerator MEAN = () -> Long.MIN_VALUE; // drawn as 0.5
  private static final RandomGenerator MOST = () -> -1; // drawn as just below 1

  private static long stepped(long attempt) {
    return delay(Backoff.MONGODB_8_0, attempt, MOST);
  }

  /** The sleep after the attempt of that number, where the first one has number 0. */
  private static long delay(Backoff schedule, long attempt, RandomGenerator chance) {
    return schedule.delay(new Failure(attempt, attempt + 1, 0), chance);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,0",
    "3,0",
    "4,1",
    "5,1",
    "9,1",
    "10,5",
    "11,5",
    "99,5",
    "100,10",
    "101,10",
    "199,10",
    "200,100",
    "201,100",
    "785,100",
    "1013,100",
    "1000000,100",
    "9223372036854775806,100"
  })
  void sleepsByTheTierOfTheAttempt(long attempt, long millis) {
    assertThat(stepped(attempt)).isEqualTo(millis * MILLISECOND);
    assertThat(delay(Backoff.MONGODB_JITTER, attempt, LEAST)).isEqualTo(millis * MILLISECOND);
    assertThat(delay(Backoff.MONGODB_JITTER, attempt, MEAN))
        .isEqualTo(millis * MILLISECOND * 3 / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "4,0",
    "10,6",
    "100,456",
    "200,1456",
    "201,1556",
    "785,59956",
    "786,60056",
    "981,79556",
    "1013,82756",
    "1386,120056"
  })
  void soManyAttemptsCountedFromZeroSleepThatLongTogether(long conflicts, long millis) {
    long sum = 0;
    for (long attempt = 0; attempt < conflicts; attempt++) {
      sum += stepped(attempt);
    }
    assertThat(sum).isEqualTo(millis * MILLISECOND);
  }

  @ParameterizedTest
  @CsvSource({"3,0", "784,59956", "980,79556", "1012,82756"})
  void countedFromOneTheSameSleepsComeOneConflictEarlier(long conflicts, long millis) {
    long sum = 0;
    for (long attempt = 1; attempt <= conflicts; attempt++) {
      sum += stepped(attempt);
    }
    assertThat(sum).isEqualTo(millis * MILLISECOND);
  }

  @ParameterizedTest
  @CsvSource({
    "1,0",
    "2,1",
    "3,2",
    "4,8",
    "5,32",
    "6,128",
    "7,256",
    "8,256",
    "1000,256",
    "9223372036854775806,256"
  })
  void theExponentialScheduleGrowsByFourUntilItsCap(long conflicts, long millis) {
    var failure = new Failure(conflicts - 1, conflicts, 0);
    var counted = new Failure(conflicts, conflicts, 0);

    assertThat(Backoff.MONGODB_EXPONENTIAL.delay(failure, LEAST)).isEqualTo(millis * MILLISECOND);
    assertThat(Backoff.MONGODB_EXPONENTIAL.delay(counted, LEAST))
        .as("whatever the caller's own counting")
        .isEqualTo(millis * MILLISECOND);
  }

  /** The attempts that start before a rival ends, where an attempt takes no time. */
  private static long conflictsWithin(Backoff schedule, long millis, RandomGenerator chance) {
    long at = 0;
    long attempt = 0;
    while (at < millis * MILLISECOND) {
      at += delay(schedule, attempt++, chance);
    }
    return attempt;
  }

  @ParameterizedTest
  @CsvSource({"1000,122", "10000,253", "60000,586"})
  void theJitteredStepsOnAverage(long rivalEndsAfter, long conflicts) {
    assertThat(conflictsWithin(Backoff.MONGODB_JITTER, rivalEndsAfter, MEAN)).isEqualTo(conflicts);
  }

  @ParameterizedTest
  @CsvSource({"1000,8", "10000,32", "60000,162"})
  void theExponentialScheduleOnAverage(long rivalEndsAfter, long conflicts) {
    assertThat(conflictsWithin(Backoff.MONGODB_EXPONENTIAL, rivalEndsAfter, MEAN))
        .isEqualTo(conflicts);
  }

  @Test
  void theExponentialScheduleAtItsBounds() {
    assertThat(conflictsWithin(Backoff.MONGODB_EXPONENTIAL, 60_000, MOST)).isEqualTo(123);
    assertThat(conflictsWithin(Backoff.MONGODB_EXPONENTIAL, 60_000, LEAST)).isEqualTo(240);
  }

  @ParameterizedTest
  @EnumSource(names = {"MONGODB_JITTER", "MONGODB_EXPONENTIAL"})
  void jitterStaysBetweenOnceAndTwiceTheBase(Backoff schedule) {
    var random = new Random(3);
    for (long attempt = 0; attempt < 2_000; attempt++) {
      long base = delay(schedule, attempt, LEAST);
      assertThat(delay(schedule, attempt, random)).isBetween(base, 2 * base);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,1000000,100000",
    "2,1000000,110000",
    "3,1000000,121000",
    "11,1000000,259374",
    "26,1000000,1083470",
    "1,0,100",
    "100,0,1252782",
    "1000000,5,3600000000000"
  })
  void theAdaptiveScheduleSleepsATenthOfAnAttemptAndATenthMoreEachTime(
      long conflicts, long meanNanos, long nanos) {
    assertThat(Backoff.MONGODB_ADAPTIVE.delay(new Failure(conflicts, conflicts, meanNanos), MOST))
        .isEqualTo(nanos);
  }

  @Test
  void attemptsKnowHowLongTheyTookWithoutTheirPauses() {
    var attempts = Attempts.ofInsert(100);
    attempts.failed(400);
    attempts.resumed(9_400);
    attempts.failed(9_900);

    assertThat(attempts.last()).isEqualTo(new Failure(2, 2, 400));
    assertThat(attempts.isInsert()).isTrue();
    assertThat(Attempts.from(0, 5).isInsert()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void neverShrinks(Backoff schedule) {
    for (long attempt = 0; attempt < 2_000; attempt++) {
      assertThat(delay(schedule, attempt + 1, LEAST))
          .isGreaterThanOrEqualTo(delay(schedule, attempt, LEAST));
    }
  }

  @Test
  void notifyIsWokenInsteadOfPolling() {
    assertThat(Backoff.NOTIFY.polls()).isFalse();
    assertThat(Backoff.MONGODB_8_0.polls()).isTrue();
    assertThat(delay(Backoff.NOTIFY, 1_000, MOST)).isZero();
  }

  @Test
  void isFoundByItsOptionValue() {
    assertThat(Backoff.named("notify")).isEqualTo(Backoff.NOTIFY);
    assertThat(Backoff.named("mongodb-8.0")).isEqualTo(Backoff.MONGODB_8_0);
    assertThat(Backoff.named("mongodb-jitter")).isEqualTo(Backoff.MONGODB_JITTER);
    assertThat(Backoff.named("mongodb-exponential")).isEqualTo(Backoff.MONGODB_EXPONENTIAL);
    assertThat(Backoff.named("mongodb-adaptive")).isEqualTo(Backoff.MONGODB_ADAPTIVE);
    assertThatThrownBy(() -> Backoff.named("mongodb-0.1"))
        .isInstanceOfSatisfying(
            DuetException.class,
            failed -> assertThat(failed.code()).isEqualTo(ErrorCode.INVALID_OPTIONS));
  }
}
