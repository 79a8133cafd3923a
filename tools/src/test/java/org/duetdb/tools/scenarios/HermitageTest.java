package org.duetdb.tools.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Contenders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Hermitage cases (Martin Kleppmann) at READ UNCOMMITTED; the contenders that reports show, and
 * with them the other three levels, run in {@link ScenariosTest}.
 */
class HermitageTest {
  private static final Contender READ_UNCOMMITTED = Contenders.named("sql:ru").orElseThrow();

  static Stream<String> cases() {
    return Scenarios.names().stream().filter(name -> name.startsWith("hermitage-"));
  }

  @Test
  void thereAreFourteenCases() {
    assertThat(cases()).hasSize(14);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readUncommittedIsStrengthenedToReadCommitted(String name) {
    var schedule = Scenarios.named(name).orElseThrow();

    var comparison = Comparison.of(schedule, List.of(READ_UNCOMMITTED));

    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.permutations())
        .allSatisfy(one -> assertThat(one.contenders()).allMatch(Judged::expected))
        .allSatisfy(
            one ->
                assertThat(one.permutation().expectationFor("sql:ru"))
                    .isEqualTo(one.permutation().expectationFor("sql:rc")));
  }
}
