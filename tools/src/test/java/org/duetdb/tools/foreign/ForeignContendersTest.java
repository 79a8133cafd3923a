package org.duetdb.tools.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.scenarios.Scenarios;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in schedules on engines that are not Duet: real ones, started for the test. */
@TestInstance(Lifecycle.PER_CLASS)
class ForeignContendersTest {
  private static final String WAITING =
      """
      setup { CREATE TABLE t (k INTEGER PRIMARY KEY, v INTEGER); INSERT INTO t VALUES (1, 0), (2, 0); }
      teardown { DROP TABLE t; }
      session A
      step a1 { BEGIN; UPDATE t SET v = v + 1 WHERE k = 1; }
      step a2 { COMMIT; }
      session B
      step b1 { UPDATE t SET v = v + 10 WHERE k = 1; }
      session C
      step c1 { SELECT v FROM t WHERE k = 1; }
      outcome { SELECT k, v FROM t ORDER BY k; }
      permutation a1 b1 c1 a2
      """;

  private final ForeignContenders foreign = new ForeignContenders();

  @AfterAll
  void stop() {
    foreign.close();
  }

  private Contender contender(String key) {
    boolean isRunnable =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
            && System.getProperty("os.arch").equals("amd64");
    if (key.startsWith("postgres:") && !isRunnable) {
      return abort("PostgreSQL's artifact is for Linux on x86-64");
    }
    return foreign.named(key).orElseThrow();
  }

  private Judged run(String key, String text) {
    return Comparison.of(ScheduleReader.parse("test.spec", text), List.of(contender(key)))
        .permutations()
        .get(0)
        .contenders()
        .get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres:rc", "h2:rc"})
  void whoWaitsWaitsForItsHolderAndReadersDoNot(String key) {
    var judged =
        run(
            key,
            WAITING
                + "expect "
                + key
                + " { b1 waits for A, then matches 1\n c1 returns (0)\n outcome (1, 11) (2, 0) }");

    assertThat(judged.trace().fault()).isEmpty();
    assertThat(judged.expected()).isTrue();
    assertThat(judged.differences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres:rr", "h2:rr"})
  void oneSnapshotPerTransactionFailsWhoWritesAfterAnother(String key) {
    var schedule = Scenarios.named("lost-update").orElseThrow();

    var judged =
        Comparison.of(schedule, List.of(contender(key))).permutations().get(0).contenders().get(0);

    assertThat(judged.trace().steps().get(3).outcome().toString()).contains("40001");
    assertThat(judged.trace().outcome()).asString().contains("(x, 1, A)");
  }

  @ParameterizedTest
  @CsvSource({
    "read-committed, postgres:rc",
    "read-committed, h2:rc",
    "write-skew, postgres:ser",
    "write-skew, h2:ser"
  })
  void itDoesWhatTheFileExpectsOfIt(String name, String key) {
    var comparison = Comparison.of(Scenarios.named(name).orElseThrow(), List.of(contender(key)));

    assertThat(comparison.permutations().get(0).contenders()).allMatch(Judged::expected);
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void postgresFindsADeadlock() {
    var schedule = Scenarios.named("deadlock").orElseThrow();

    var traces =
        Comparison.of(schedule, List.of(contender("postgres:rc"))).permutations().stream()
            .flatMap(one -> one.contenders().stream())
            .map(Judged::trace);

    assertThat(traces).allSatisfy(trace -> assertThat(trace.steps()).asString().contains("40P01"));
  }

  @Test
  void aTransactionTimeOutOfPostgresStandsForTheLifetime() {
    var schedule = Scenarios.named("wait-or-fail").orElseThrow();

    var trace =
        Comparison.of(schedule, List.of(contender("postgres:rc")))
            .permutations()
            .get(0)
            .contenders()
            .get(0)
            .trace();

    assertThat(trace.cancellations()).extracting(one -> one.session()).containsExactly("A");
    assertThat(trace.title()).endsWith("real_lifetime: 60 s take 1,000 ms");
    assertThat(trace.outcome()).asString().contains("(x, 12)");
  }

  @Test
  void anotherDatabaseByItsUrlIsWatchedByTheClock() {
    var judged = run("jdbc:h2:mem:by_url;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", WAITING);

    var waiting = judged.trace().steps().get(1);
    assertThat(waiting.waits())
        .singleElement()
        .extracting(wait -> wait.holders())
        .isEqualTo(List.of());
    assertThat(judged.trace().outcome()).asString().contains("(1, 11)");
  }

  @Test
  void whatIsNotThereSaysWhatToAdd() {
    assertThatThrownBy(() -> foreign.named("jdbc:nothing:x"))
        .isInstanceOf(ForeignEngineException.class)
        .hasMessageContaining("no JDBC driver for jdbc:nothing:x: add");
    assertThatThrownBy(() -> foreign.named("jdbc:h2:mem:x#snapshot"))
        .isInstanceOf(ForeignEngineException.class)
        .hasMessageContaining("'snapshot' is no level: #rc, #rr or #ser");
    assertThat(Stream.of("postgres:xx", "mysql:rc", "h2").map(foreign::named))
        .allMatch(java.util.Optional::isEmpty);
  }
}
