package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.scenarios.Scenarios;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static BsonDocument report() {
    return BsonDocument.parse(
        JsonReport.of(List.of(SampleComparison.with(Optional.of("it \"broke\"")))));
  }

  private static BsonDocument contender() {
    var permutation = comparison().getArray("permutations").get(0).asDocument();
    return permutation.getArray("contenders").get(0).asDocument();
  }

  private static BsonDocument comparison() {
    return report().getArray("comparisons").get(0).asDocument();
  }

  private static BsonDocument step(int index) {
    return contender().getArray("steps").get(index).asDocument();
  }

  @Test
  void holdsTheScheduleThatWasRun() {
    var schedule = comparison().getDocument("schedule");

    assertThat(report().getInt32("format").getValue()).isEqualTo(JsonReport.FORMAT);
    assertThat(schedule.getString("name").getValue()).isEqualTo("wait-or-fail");
    assertThat(schedule.getArray("sessions")).hasSize(3);
    assertThat(comparison().getArray("permutations").get(0).asDocument().getArray("moves"))
        .extracting(move -> move.asString().getValue())
        .containsExactly("a1", "b1", "c1", "advance 60s", "a2");
  }

  @Test
  void holdsTheVerdict() {
    assertThat(contender().getString("verdict").getValue()).isEqualTo("not as expected");
    assertThat(contender().getArray("differences")).hasSize(1);
    assertThat(contender().getString("fault").getValue()).isEqualTo("it \"broke\"");
    assertThat(contender().get("differsFirstAt").isNull()).isTrue();
  }

  @Test
  void holdsEveryCodeOfAFailure() {
    var failure = step(1).getDocument("failure");

    assertThat(step(1).getString("end").getValue()).isEqualTo("failed");
    assertThat(step(1).getString("transaction").getValue()).isEqualTo("dead");
    assertThat(failure)
        .isEqualTo(
            BsonDocument.parse(
                """
                {code: 112, codeName: 'WriteConflict', sqlState: '40001',
                 class: 'WriteConflictSQLException', message: "write conflict on 'x'",
                 transient: true, decidedBy: 'the level REPEATABLE READ'}"""));
  }

  @Test
  void holdsWhomAStepWaitsForAndSinceWhen() {
    var waits = step(2).getArray("waits");

    assertThat(waits)
        .extracting(BsonValue::asDocument)
        .extracting(wait -> wait.getArray("holders").size())
        .containsExactly(1, 2);
    assertThat(waits.get(0).asDocument().getDocument("noticed"))
        .isEqualTo(BsonDocument.parse("{order: 21, millis: 200}"));
    assertThat(step(2).getArray("results").get(0).asDocument().get("modified").isNull()).isTrue();
  }

  @Test
  void holdsWhatAStepReadFromAndHowOftenItWasTriedAgain() {
    assertThat(step(2).getArray("reads"))
        .containsExactly(
            BsonDocument.parse("{at: {order: 20, millis: 200}, scope: 'newest', commits: 0}"),
            BsonDocument.parse("{at: {order: 6000, millis: 60000}, scope: 'newest', commits: 1}"));
    assertThat(step(2).getArray("retries").get(1))
        .isEqualTo(
            BsonDocument.parse(
                """
                {at: {order: 26, millis: 205}, because: 'x claimed by A', times: 599,
                 pauseMillis: 100, woken: false, ofTransaction: false}"""));
    assertThat(step(2).getArray("commits")).containsExactly(new BsonInt32(1));
    assertThat(step(3).getArray("reads")).isEmpty();
  }

  @Test
  void holdsTheVersionsOfTheDocuments() {
    var versions = contender().getArray("versions");

    assertThat(versions)
        .extracting(version -> version.asDocument().getString("state").getValue())
        .containsExactly("committed", "undone", "committed");
    assertThat(versions.get(1))
        .isEqualTo(
            BsonDocument.parse(
                """
                {collection: 'demo', document: 'x',
                 content: {names: ['_id', 'v'], values: ['x', '2']},
                 session: 'A', step: 'a1', state: 'undone', commit: null,
                 written: {order: 0, millis: 0}}"""));
  }

  @Test
  void isTheSameInEveryRun() {
    assertThat(deadlock()).isEqualTo(deadlock()).contains("40P01");
  }

  private static String deadlock() {
    var schedule = Scenarios.named("deadlock").orElseThrow();
    return JsonReport.of(List.of(Comparison.of(schedule, Contenders.all())));
  }
}
