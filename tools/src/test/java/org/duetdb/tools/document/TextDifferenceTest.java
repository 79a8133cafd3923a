package org.duetdb.tools.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextDifferenceTest {
  @Test
  void onlyLinesThatDifferAreNamed() {
    assertThat(TextDifference.of("a\nb\nc\n", "a\nx\nc\nd\n")).isEqualTo("- b\n+ x\n+ d");
    assertThat(TextDifference.of("a\nb", "a\nb")).isEmpty();
  }
}
