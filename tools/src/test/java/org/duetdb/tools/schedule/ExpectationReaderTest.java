package org.duetdb.tools.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.tools.schedule.ScheduleReaderTest.assertFault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duetdb.tools.schedule.Expectation.Ending.Fails;
import org.duetdb.tools.schedule.Expectation.Ending.StaysWaiting;
import org.duetdb.tools.schedule.Expectation.Ending.Succeeds;
import org.duetdb.tools.schedule.Expectation.OfStep;
import org.duetdb.tools.schedule.Expectation.Waits;
import org.junit.jupiter.api.Test;

class ExpectationReaderTest {
  private static final String SESSIONS =
      "session A step a1 { } step \"a 2\" { } step a3 { } step a4 { }\npermutation a1\nexpect ";

  @Test
  void readsWaitsEndsAndTheOutcome() {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            SESSIONS
                + """
                documents, sql:rr {
                  a1 waits for B, C, then fails 112 WriteConflict   # both marks
                  "a 2" waits

                  a3 returns (x, 'a, b') (y, 2)
                  a4 matches 0
                  outcome (x, 8)
                }
                expect sql:rc { a3 waits, then returns nothing }
                """);

    var permutation = schedule.permutations().get(0);
    var first = permutation.expectationFor("sql:rr").orElseThrow();
    assertThat(first.contenders()).containsExactly("documents", "sql:rr");
    assertThat(first.steps())
        .containsExactly(
            new OfStep(
                "a1",
                Optional.of(new Waits(Set.of("B", "C"))),
                new Fails(List.of("112", "WriteConflict"))),
            new OfStep("a 2", Optional.of(new Waits(Set.of())), new StaysWaiting()),
            new OfStep(
                "a3",
                Optional.empty(),
                new Succeeds(
                    Optional.of(List.of(List.of("x", "a, b"), List.of("y", "2"))),
                    Optional.empty())),
            new OfStep("a4", Optional.empty(), new Succeeds(Optional.empty(), Optional.of(0L))));
    assertThat(first.outcome()).contains(List.of(List.of("x", "8")));
    var second = permutation.expectationFor("sql:rc").orElseThrow();
    assertThat(second.outcome()).isEmpty();
    assertThat(second.steps().get(0).ending())
        .isEqualTo(new Succeeds(Optional.of(List.of()), Optional.empty()));
    assertThat(permutation.expectationFor("sql:ser")).isEmpty();
  }

  @Test
  void saysWhereAndWhatIsWrong() {
    assertExpectationFault("a9 ok", 5, "there is no step 'a9'");
    assertExpectationFault("a1 ok ok", 11, "expected the end of the line");
    assertExpectationFault("a1 explodes", 8, "expected 'fails', found 'explodes'");
    assertExpectationFault("a1", 7, "expected 'fails', found the end");
    assertExpectationFault("a1 matches many", 16, "expected a number");
    assertExpectationFault("a1 returns x", 16, "expected '('");
    assertExpectationFault("a1 waits for", 17, "the line ends too early");
    assertFault(SESSIONS + "x { a1 ok\na1 ok }", 4, 1, "has an expectation already");
    assertFault(SESSIONS + "{ a1 ok }", 3, 8, "expected a contender's name");
    assertFault(SESSIONS + "x a1 ok", 3, 10, "expected '{' with expectations");
  }

  private static void assertExpectationFault(String line, int column, String fault) {
    assertFault(SESSIONS + "x {\n" + "    " + line + "\n}", 4, column, fault);
  }
}
