package org.duetdb.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duetdb.tools.run.Dependency.Kind;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final String TABLE =
      """
      setup { CREATE TABLE t (k INTEGER PRIMARY KEY, v INTEGER); INSERT INTO t VALUES (1, 0), (2, 0); }
      document { db.t.insertMany([{_id: 1, v: 0}, {_id: 2, v: 0}]) }
      """;

  private static Explanation explain(String contender, String sessions) {
    var schedule = ScheduleReader.parse("test.spec", TABLE + sessions);
    return Comparison.explained(
            schedule, List.of(Contenders.named(contender).orElseThrow()), step -> {})
        .permutations()
        .get(0)
        .contenders()
        .get(0)
        .explanation();
  }

  @Test
  void anOrderThatGivesTheSameExplainsIt() {
    var explanation =
        explain(
            "sql:rr",
            """
            session A step a1 { BEGIN; SELECT v FROM t WHERE k = 1; } step a2 { COMMIT; }
            session B step b1 { UPDATE t SET v = 5 WHERE k = 1; }
            permutation a1 b1 a2
            """);

    assertThat(explanation).isEqualTo(new Explanation.Serial(List.of("A", "B"), false));
  }

  @Test
  void commutingWritesAreExplainedByAnyOrder() {
    var explanation =
        explain(
            "sql:rc",
            """
            session A step a1 { BEGIN; UPDATE t SET v = v + 1 WHERE k = 1; } step a2 { COMMIT; }
            session B step b1 { UPDATE t SET v = v + 2 WHERE k = 1; }
            permutation a1 b1 a2
            """);

    assertThat(explanation).isEqualTo(new Explanation.Serial(List.of("A", "B"), true));
  }

  @Test
  void writeSkewIsACycleOfTwoReadsThatDidNotSeeTheOthersWrite() {
    var explanation =
        explain(
            "sql:rr",
            """
            session A step a1 { BEGIN; SELECT SUM(v) AS s FROM t; }
            step a2 { UPDATE t SET v = 1 WHERE k = 1; COMMIT; }
            session B step b1 { BEGIN; SELECT SUM(v) AS s FROM t; }
            step b2 { UPDATE t SET v = 1 WHERE k = 2; COMMIT; }
            permutation a1 b1 a2 b2
            """);

    assertThat(explanation)
        .isInstanceOfSatisfying(
            Explanation.Contradiction.class,
            contradiction ->
                assertThat(contradiction.cycle())
                    .containsExactlyInAnyOrder(
                        new Dependency("A", "B", Kind.RW, "a1 gave (0); after B it gives (1)"),
                        new Dependency("B", "A", Kind.RW, "b1 gave (0); after A it gives (1)")));
  }

  @Test
  void readSkewSawOneWriteAndNotTheOther() {
    var explanation =
        explain(
            "sql:rc",
            """
            session A step a1 { BEGIN; SELECT v FROM t WHERE k = 1; }
            step a2 { SELECT v FROM t WHERE k = 2; COMMIT; }
            session B step b1 { UPDATE t SET v = 7; }
            permutation a1 b1 a2
            """);

    assertThat(explanation)
        .isInstanceOfSatisfying(
            Explanation.Contradiction.class,
            contradiction ->
                assertThat(contradiction.cycle())
                    .extracting(Dependency::kind)
                    .containsExactlyInAnyOrder(Kind.RW, Kind.WR));
  }

  @Test
  void whatIsLeftCanDemandAnOrderToo() {
    var explanation =
        explain(
            "documents",
            """
            session A
            step a1 document { session.startTransaction(); db.t.updateOne({_id: 2}, {$set: {v: 1}}) }
            step a2 document { session.commitTransaction() }
            session B step b1 document { db.t.updateMany({}, {$inc: {v: 10}}) }
            session C step c1 document { db.t.updateOne({_id: 1}, {$set: {v: 3}}) }
            permutation a1 b1 c1 a2
            """);

    assertThat(explanation).isEqualTo(new Explanation.Serial(List.of("A", "B", "C"), false));
  }

  @Test
  void whatWasRolledBackOrFailedNeedsNoExplanation() {
    var explanation =
        explain(
            "sql:rr",
            """
            session A step a1 { BEGIN; UPDATE t SET v = 1; } step a2 { ROLLBACK; }
            session B step b1 { BEGIN; UPDATE t SET v = 2; } step b2 { ROLLBACK; }
            permutation a1 b1 a2 b2
            """);

    assertThat(explanation).isEqualTo(new Explanation.Serial(List.of(), true));
  }

  @Test
  void ofAStatementThatFailedInALivingTransactionOnlyWhatWasBeforeItCounts() {
    var explanation =
        explain(
            "sql:rc",
            """
            session A step a1 { BEGIN; UPDATE t SET v = 1 WHERE k = 1; } step a2 { COMMIT; }
            session B
            step b1 { BEGIN; UPDATE t SET v = 9 WHERE k = 2; SELECT v FROM t WHERE k = 1 FOR UPDATE NOWAIT; }
            step b2 { COMMIT; }
            permutation a1 b1 a2 b2
            """);

    assertThat(explanation).isEqualTo(new Explanation.Serial(List.of("A", "B"), true));
  }

  @Test
  void moreOrdersThanAnybodyWaitsForAreNotTried() {
    var sessions = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      sessions.append("session s").append(i).append(" step r").append(i);
      sessions.append(" { SELECT v FROM t WHERE k = 1; }\n");
    }

    assertThat(explain("sql:rc", sessions + "permutation r0 r1 r2 r3 r4 r5"))
        .isEqualTo(
            new Explanation.Untold("6 transactions can follow each other in more than 120 orders"));
  }
}
