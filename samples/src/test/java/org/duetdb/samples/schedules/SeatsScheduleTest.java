package org.duetdb.samples.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.run.Explanation;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a team asserts its own schedule in its own tests: who waits, who fails and what is left stand
 * in the file, and what the file cannot say stands here. Time is virtual, so it is the same every
 * time.
 */
class SeatsScheduleTest {
  private static Schedule schedule() throws IOException, URISyntaxException {
    var file = Objects.requireNonNull(SeatsScheduleTest.class.getResource("seats.spec"));
    return ScheduleReader.read(Path.of(file.toURI()));
  }

  private static Contender contender(String key) {
    return Contenders.named(key).orElseThrow();
  }

  @Test
  void everyContenderDoesWhatTheFileExpects() throws IOException, URISyntaxException {
    var comparison = Comparison.of(schedule(), Contenders.all());

    assertThat(comparison.differences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"documents", "sql:rr", "sql:ser"})
  void oneSnapshotPerTransactionKeepsTheSecondGuestOut(String key)
      throws IOException, URISyntaxException {
    var judged = run(key);

    assertThat(judged.anomalies()).isEmpty();
    assertThat(judged.explanation()).isEqualTo(new Explanation.Serial(List.of("Ada"), true));
  }

  @Test
  void atReadCommittedNoOrderExplainsWhatBothHaveSeen() throws IOException, URISyntaxException {
    var judged = run("sql:rc");

    assertThat(judged.anomalies()).hasSize(1);
    assertThat(judged.explanation())
        .isInstanceOfSatisfying(
            Explanation.Contradiction.class,
            contradiction -> assertThat(contradiction.cycle()).hasSize(2));
  }

  private static Judged run(String key) throws IOException, URISyntaxException {
    var comparison = Comparison.explained(schedule(), List.of(contender(key)), step -> {});
    return comparison.permutations().get(0).contenders().get(0);
  }
}
