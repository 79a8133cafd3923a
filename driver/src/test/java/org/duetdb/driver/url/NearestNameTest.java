package org.duetdb.driver.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "abc, ab, 1",
    "abc, abcd, 1",
    "abc, axc, 1",
    "abc, acb, 1",
    "abc, '', 3",
    "schema, shcmea, 2",
    "wait, fail, 2"
  })
  void countsInsertionsDeletionsReplacementsAndSwaps(String a, String b, int distance) {
    assertThat(NearestName.distance(a, b)).isEqualTo(distance);
    assertThat(NearestName.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void caseAndUnderscoresDoNotCount() {
    assertThat(NearestName.among(List.of("lock_timeout", "label"), "LOCKTIMEOUT"))
        .isEqualTo("lock_timeout");
  }

  @Test
  void theFirstInOrderWinsAmongEquals() {
    assertThat(NearestName.among(List.of("b", "a"), "c")).isEqualTo("a");
  }
}
