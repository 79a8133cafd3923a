package org.duetdb.driver.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "%, anything, true",
    "%, '', true",
    "'', '', true",
    "'', a, false",
    "abc, abc, true",
    "abc, ABC, false",
    "a_c, abc, true",
    "a_c, ac, false",
    "a%, abc, true",
    "%c, abc, true",
    "a%c, ac, true",
    "a%b%c, axxbyyc, true",
    "a%b%c, axxcyyb, false",
    "a\\_c, a_c, true",
    "a\\_c, abc, false",
    "100\\%, 100%, true",
    "100\\%, 1000, false",
    "a\\\\c, a\\c, true"
  })
  void percentAndUnderscoreAreWildAndTheBackslashEscapes(
      String pattern, String name, boolean matches) {
    assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void nullMatchesEveryName() {
    assertThat(NamePattern.of(null).matches("x")).isTrue();
    assertThat(NamePattern.exactly(null).matches("x")).isTrue();
  }

  @Test
  void anExactNameHasNoWildcards() {
    assertThat(NamePattern.exactly("a_%\\").matches("a_%\\")).isTrue();
    assertThat(NamePattern.exactly("a_b").matches("axb")).isFalse();
  }
}
