package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.duetdb.tools.foreign.ForeignContenders;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

/** Duet's SQL held against H2, which is always there. */
class ParityTest {
  private static List<String> verdicts(String level, String text) {
    try (var foreign = new ForeignContenders()) {
      var contenders =
          Stream.of("sql:" + level, "h2:rc")
              .map(key -> Contenders.named(key).or(() -> foreign.named(key)).orElseThrow())
              .toList();
      var comparison =
          Comparison.explained(ScheduleReader.parse("t.spec", text), contenders, step -> {});
      return Parity.pairs(comparison).get(0).lines(comparison);
    }
  }

  private static final String WRITERS =
      """
      setup { CREATE TABLE t (k INTEGER PRIMARY KEY, v INTEGER); INSERT INTO t VALUES (1, 0); }
      teardown { DROP TABLE t; }
      session A step a1 { BEGIN; UPDATE t SET v = v + 1 WHERE k = 1; } step a2 { COMMIT; }
      session B step b1 { UPDATE t SET v = v + 10 WHERE k = 1; }
      """;

  @Test
  void everyPermutationHasAVerdictAndTheLastLineCountsThem() {
    assertThat(verdicts("rc", WRITERS))
        .containsExactly(
            "  1  same        a1 a2 b1",
            "  2  same        a1 b1 a2",
            "  3  same        b1 a1 a2",
            "sql:rc beside h2:rc: 3 permutations; 3 the same, 0 equivalent, 0 different.");
  }

  @Test
  void whatDiffersIsNamedWithItsStep() {
    assertThat(
            verdicts(
                "rc:fail",
                WRITERS
                        .replace("b1 { ", "b1 { BEGIN; ")
                        .replace("+ 10 WHERE k = 1;", "+ 10; COMMIT;")
                    + "permutation a1 b1 a2"))
        .containsExactly(
            "  1  different   a1 b1 a2: b1 ends with 40001, there with success",
            "sql:rc:fail beside h2:rc: 1 permutation; 0 the same, 0 equivalent, 1 different.");
  }

  @Test
  void everyLevelIsHeldAgainstItsOwn() {
    var schedule = ScheduleReader.parse("t.spec", WRITERS + "permutation a1 a2 b1");
    try (var foreign = new ForeignContenders()) {
      var comparison =
          Comparison.of(
              schedule,
              Stream.of("sql:rc", "sql:rr:wait", "sql:ser", "h2:rr", "h2:rc")
                  .map(key -> Contenders.named(key).or(() -> foreign.named(key)).orElseThrow())
                  .toList());

      assertThat(Parity.pairs(comparison))
          .containsExactly(new Parity.Pair(0, 4), new Parity.Pair(1, 3));
    }
  }

  @Test
  void onlyDuetsSqlIsJudgedAndOnlyByAnotherEngine() {
    var schedule = ScheduleReader.parse("t.spec", WRITERS + "permutation a1 a2 b1");
    var comparison =
        Comparison.of(
            schedule,
            Stream.of("sql:rc", "sql:rr").map(key -> Contenders.named(key).orElseThrow()).toList());

    assertThat(Parity.pairs(comparison)).isEmpty();
  }
}
