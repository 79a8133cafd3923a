package org.duetdb.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MongoDB's stepped schedule at every edge, and the sums that the first seed measured. */
final class BackoffTest {
  private static final long MILLISECOND = 1_000_000;

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
    "9223372036854775807,100"
  })
  void sleepsByTheTierOfTheAttempt(long attempt, long millis) {
    assertThat(Backoff.MONGODB_8_0.delay(attempt)).isEqualTo(millis * MILLISECOND);
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
      sum += Backoff.MONGODB_8_0.delay(attempt);
    }
    assertThat(sum).isEqualTo(millis * MILLISECOND);
  }

  @ParameterizedTest
  @CsvSource({"3,0", "784,59956", "980,79556", "1012,82756"})
  void countedFromOneTheSameSleepsComeOneConflictEarlier(long conflicts, long millis) {
    long sum = 0;
    for (long attempt = 1; attempt <= conflicts; attempt++) {
      sum += Backoff.MONGODB_8_0.delay(attempt);
    }
    assertThat(sum).isEqualTo(millis * MILLISECOND);
  }

  @Test
  void neverShrinks() {
    for (long attempt = 0; attempt < 2_000; attempt++) {
      assertThat(Backoff.MONGODB_8_0.delay(attempt + 1))
          .isGreaterThanOrEqualTo(Backoff.MONGODB_8_0.delay(attempt));
    }
  }

  @Test
  void notifyIsWokenInsteadOfPolling() {
    assertThat(Backoff.NOTIFY.polls()).isFalse();
    assertThat(Backoff.MONGODB_8_0.polls()).isTrue();
    assertThat(Backoff.NOTIFY.delay(1_000)).isZero();
  }

  @Test
  void isFoundByItsOptionValue() {
    assertThat(Backoff.named("notify")).isEqualTo(Backoff.NOTIFY);
    assertThat(Backoff.named("mongodb-8.0")).isEqualTo(Backoff.MONGODB_8_0);
    assertThatThrownBy(() -> Backoff.named("mongodb-0.1"))
        .isInstanceOfSatisfying(
            DuetException.class,
            failed -> assertThat(failed.code()).isEqualTo(ErrorCode.INVALID_OPTIONS));
  }
}
