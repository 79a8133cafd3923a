package org.duetdb.tools.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleReaderTest {
  private static final String TWO_SESSIONS =
      """
      session A step a1 { SELECT 1; } step a2 { SELECT 2; }
      session B step b1 { SELECT 3; }
      """;

  @Test
  void readsAFileInPostgresqlsGrammar() {
    var schedule =
        ScheduleReader.parse(
            "specs/two-writers.spec",
            """
            # Two writers meet.
            #
            # The second must wait.

            setup
            {
              CREATE TABLE t (id int);
              INSERT INTO t VALUES (1);
            }
            setup { VACUUM t; }

            teardown { DROP TABLE t; }

            session "s 1"
            setup		{ BEGIN; }
            step "s1u"	{ UPDATE t SET id = 2; }
            step s1c	{ COMMIT; }
            teardown	{ SELECT 1; }

            session s2
            step s2u	{ UPDATE t SET id = 3; }
            step s2n	{ DO $$ BEGIN RAISE NOTICE 'x'; END $$; }

            permutation "s1u" s2u(*) s1c
            permutation s1u s2u(s1c, s2n notices 2) "s1c" s2n
            """);

    assertThat(schedule.name()).isEqualTo("two-writers");
    assertThat(schedule.head().comment()).isEqualTo("Two writers meet.\n\nThe second must wait.");
    assertThat(schedule.setups())
        .extracting(script -> script.sql().orElseThrow())
        .containsExactly("CREATE TABLE t (id int);\n  INSERT INTO t VALUES (1);", "VACUUM t;");
    assertThat(schedule.teardown().orElseThrow().sql()).contains("DROP TABLE t;");
    var first = schedule.sessions().get(0);
    assertThat(first.name()).isEqualTo("s 1");
    assertThat(first.setup().orElseThrow().sql()).contains("BEGIN;");
    assertThat(first.steps()).extracting(Step::name).containsExactly("s1u", "s1c");
    assertThat(first.teardown()).isPresent();
    assertThat(schedule.permutations())
        .extracting(Permutation::describe)
        .containsExactly("s1u s2u(*) s1c", "s1u s2u(s1c, s2n notices 2) s1c s2n");
  }

  @Test
  void takesEveryInterleavingWhenNoPermutationIsListed() {
    var schedule = ScheduleReader.parse("x.spec", TWO_SESSIONS);

    assertThat(schedule.permutations())
        .extracting(Permutation::describe)
        .containsExactly("a1 a2 b1", "a1 b1 a2", "b1 a1 a2");
  }

  @Test
  void refusesMoreInterleavingsThanAnybodyReads() {
    var text = new StringBuilder();
    for (var session : List.of("a", "b", "c", "d")) {
      text.append("session ").append(session);
      for (int i = 0; i < 5; i++) {
        text.append(" step ").append(session).append(i).append(" { SELECT 1 }");
      }
    }

    assertThatThrownBy(() -> ScheduleReader.parse("x.spec", text.toString()))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("11732745024 interleavings");
  }

  @Test
  void endsSqlAtTheFirstClosingBraceAsPostgresqlDoes() {
    var schedule = ScheduleReader.parse("x.spec", "session A step a1 { SELECT '{a,b' } step a2 {}");

    assertThat(schedule.step("a1").orElseThrow().script().sql()).contains("SELECT '{a,b'");
    assertThat(schedule.step("a2").orElseThrow().script().sql()).contains("");
  }

  @Test
  void keepsQuotesInQuotedNames() {
    var schedule = ScheduleReader.parse("x.spec", "session \"a \"\"b\"\"\" step s { }");

    assertThat(schedule.sessions().get(0).name()).isEqualTo("a \"b\"");
  }

  @Test
  void readsTheHeadAndTheDocumentForms() {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            """
            scenario "Wait or fail"
            because "One waits, the other fails."
            pace 100ms
            real_lifetime 500ms
            options "transactionCancel=sweep"

            setup { INSERT INTO demo VALUES ('x', 0); }
            document { db.demo.insertOne({_id: 'x', value: 0}) }

            session A
            step a1 { UPDATE demo SET v = 1 } document { db.demo.updateOne({_id: 'x'}, {$set: {v: 1}}) }
            step a2 document { session.commitTransaction() }

            outcome { SELECT * FROM demo } document { db.demo.find() }

            permutation "A alone": a1 advance 60s a2
            """);

    assertThat(schedule.head())
        .isEqualTo(
            new Head(
                "Wait or fail",
                "",
                "One waits, the other fails.",
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                "transactionCancel=sweep"));
    assertThat(schedule.setups().get(0).document()).isPresent();
    assertThat(schedule.step("a2").orElseThrow().script().sql()).isEmpty();
    assertThat(schedule.outcome().orElseThrow().sql()).contains("SELECT * FROM demo");
    var permutation = schedule.permutations().get(0);
    assertThat(permutation.title()).contains("A alone");
    assertThat(permutation.describe()).isEqualTo("a1 advance 60s a2");
  }

  @Test
  void letsStepsCarryTheAddedWordsAsNames() {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            "session document step advance { } step expect { } step outcome { }"
                + " permutation advance expect outcome");

    assertThat(schedule.permutations().get(0).moves())
        .hasSize(3)
        .allMatch(move -> move instanceof Move.Launch);
  }

  @Test
  void saysWhereAndWhatIsWrong() {
    assertFault("session A step a1 { SELECT 1", 1, 19, "not closed");
    assertFault("setup { }\nsession A\nsession B", 3, 1, "session 'A' needs a step");
    assertFault("session A step a { } step a { }", 1, 27, "there is a step 'a' already");
    assertFault("session A step a { } session A", 1, 30, "there is a session 'A' already");
    assertFault("session A step a { }\npermutation b", 2, 13, "there is no step 'b'");
    assertFault("session A step a { }\npermutation", 2, 12, "a permutation needs a step");
    assertFault("session A step a { }\npermutation a(", 2, 15, "there is no step the end");
    assertFault("session A step a { }\npermutation a(*", 2, 16, "expected ')'");
    assertFault("session A step a { }\npermutation a advance 3 h", 2, 25, "expected ms, s or min");
    assertFault("session A step a SELECT", 1, 18, "expected '{' with SQL");
    assertFault("session A step a { } %", 1, 22, "unexpected character '%'");
    assertFault("session \"A", 1, 9, "a quoted name is not closed");
    assertFault("nonsense { }", 1, 1, "expected scenario, because");
    assertFault("scenario\nsession A", 2, 1, "'scenario' needs a text in quotes");
    assertFault("setup { }", 1, 10, "expected a session");
  }

  static void assertFault(String text, int line, int column, String fault) {
    assertThatThrownBy(() -> ScheduleReader.parse("dir/bad.spec", text))
        .isInstanceOfSatisfying(
            ScheduleException.class,
            wrong -> assertThat(wrong.position()).isEqualTo(new Position(line, column)))
        .hasMessageStartingWith("dir/bad.spec:" + line + ":" + column + ": ")
        .hasMessageContaining(fault);
  }
}
