package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Trace;
import org.junit.jupiter.api.Test;

class AxisTest {
  private final Trace trace =
      SampleComparison.with(Optional.empty()).permutations().get(0).contenders().get(0).trace();
  private final Axis axis = new Axis(trace.permutation().moves(), Duration.ofMillis(100));

  @Test
  void hasARowForEveryMoveAndOneForTheEnd() {
    assertThat(axis.rows()).isEqualTo(6);
    assertThat(axis.pause(3)).contains("advance 60s");
    assertThat(axis.rowOfStep(3)).isEqualTo(4);
  }

  @Test
  void whatATimerDoesFallsIntoThePause() {
    assertThat(axis.rowOf(trace, trace.cancellations().get(0).at())).isEqualTo(3);
    assertThat(axis.rowOfEnd(trace, 2)).isEqualTo(3);
  }

  @Test
  void aWaitIsNoticedInTheRowOfItsStep() {
    assertThat(axis.rowOf(trace, trace.steps().get(2).waits().get(0).noticed())).isEqualTo(2);
  }

  @Test
  void whatHappensWhenAllMovesAreMadeFallsIntoTheLastRow() {
    assertThat(axis.rowOf(trace, new Moment(Integer.MAX_VALUE, 60_301))).isEqualTo(5);
  }
}
