package org.duetdb.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duetdb.tools.history.History.Status;
import org.duetdb.tools.history.History.Transaction;
import org.duetdb.tools.history.History.Write;
import org.junit.jupiter.api.Test;

/** Histories of levels that are broken on purpose: the checker finds what is wrong, and no more. */
class HistoryCheckerTest {
  private static Set<Anomaly> anomalies(String history) {
    return anomalies(HistoryChecker.check(Notation.read(history)));
  }

  private static Set<Anomaly> anomalies(List<Finding> findings) {
    return findings.stream().map(Finding::anomaly).collect(Collectors.toSet());
  }

  @Test
  void aSerialHistoryIsRight() {
    assertThat(
            anomalies(
                """
                commit r x, w x 1, r x 1, w l 7
                commit r x 1, w x 2, r l 7, w l 8, p y
                commit r x 2, r l 7 8, w y 3
                abort r x 2, w x 9, w l 9
                order x 1 2
                order y 3
                order l 7 8
                """))
        .isEmpty();
  }

  @Test
  void g0IsACycleOfWrites() {
    assertThat(
            anomalies(
                """
                commit w x 1, w y 1
                commit w x 2, w y 2
                order x 1 2
                order y 2 1
                """))
        .containsExactly(Anomaly.G0);
    assertThat(anomalies("commit w l 1, w l 3\ncommit w l 2\norder l 1 2 3"))
        .containsExactly(Anomaly.G0);
  }

  @Test
  void g1aIsAReadOfWhatWasAborted() {
    assertThat(anomalies("abort w x 1\ncommit r x 1\norder x")).containsExactly(Anomaly.G1A);
    assertThat(anomalies("abort w l 1\ncommit r l 1\norder l")).containsExactly(Anomaly.G1A);
    assertThat(anomalies("abort w l 1\ncommit w l 2\norder l 1 2")).contains(Anomaly.G1A);
  }

  @Test
  void g1bIsAReadOfAnIntermediateVersion() {
    assertThat(anomalies("commit w x 1, w x 2\ncommit r x 1\norder x 1 2")).contains(Anomaly.G1B);
    assertThat(anomalies("commit w l 1, w l 2\ncommit r l 1\norder l 1 2")).contains(Anomaly.G1B);
  }

  @Test
  void g1cIsACircleOfInformation() {
    assertThat(anomalies("commit w x 1, r y 1\ncommit w y 1, r x 1\norder x 1\norder y 1"))
        .containsExactly(Anomaly.G1C);
    assertThat(
            anomalies(
                """
                commit w x 1, w y 1
                commit w x 2
                commit r x 2, w y 2
                order x 1 2
                order y 2 1
                """))
        .containsExactly(Anomaly.G1C);
  }

  @Test
  void aLostUpdateIsTwoWritesAfterOneVersion() {
    assertThat(anomalies("commit r x, w x 1\ncommit r x, w x 2\norder x 1 2"))
        .containsExactlyInAnyOrder(Anomaly.LOST_UPDATE, Anomaly.G_SINGLE);
    assertThat(anomalies("commit r l, w l 1\ncommit r l, w l 2\norder l 1"))
        .containsExactly(Anomaly.LOST_WRITE);
  }

  @Test
  void gSingleIsReadSkew() {
    assertThat(anomalies("commit r x, r y 1\ncommit w x 1, w y 1\norder x 1\norder y 1"))
        .containsExactly(Anomaly.G_SINGLE);
    assertThat(anomalies("commit p x, p y 1\ncommit w x 1, w y 1\norder x 1\norder y 1"))
        .containsExactly(Anomaly.G_SINGLE);
  }

  @Test
  void twoSnapshotsThatOrderTwoWritersDifferentlyAreNonadjacent() {
    assertThat(
            anomalies(
                """
                commit w x 1
                commit w y 1
                commit r x 1, r y
                commit r x, r y 1
                order x 1
                order y 1
                """))
        .contains(Anomaly.G_NONADJACENT)
        .doesNotContain(Anomaly.G_SINGLE, Anomaly.G1C, Anomaly.G0);
  }

  @Test
  void g2ItemIsWriteSkew() {
    assertThat(anomalies("commit r x, r y, w x 1\ncommit r x, r y, w y 1\norder x 1\norder y 1"))
        .containsExactly(Anomaly.G2_ITEM);
    assertThat(anomalies("commit r k, w l 1\ncommit r l, w k 1\norder k 1\norder l 1"))
        .containsExactly(Anomaly.G2_ITEM);
  }

  @Test
  void g2IsWriteSkewOnConditions() {
    assertThat(anomalies("commit p x, p y, w x 1\ncommit p x, p y, w y 1\norder x 1\norder y 1"))
        .containsExactly(Anomaly.G2);
  }

  @Test
  void theReadOnlyAnomalyIsACycleOfThree() {
    assertThat(
            anomalies(
                """
                commit r x, r y, w x 1
                commit r y, w y 1
                commit r x, r y 1
                order x 1
                order y 1
                """))
        .containsExactly(Anomaly.G2_ITEM);
  }

  @Test
  void whatIsNotOneOfOnesOwnWritesIsInternal() {
    assertThat(anomalies("commit w x 1, r x\norder x 1")).containsExactly(Anomaly.INTERNAL);
  }

  @Test
  void whatNobodyWroteIsGarbage() {
    assertThat(anomalies("commit r x 5\norder x")).containsExactly(Anomaly.GARBAGE);
    assertThat(anomalies("commit w l 1, w l 2\ncommit r l 2 1\norder l 1 2"))
        .containsExactly(Anomaly.GARBAGE);
  }

  @Test
  void aStaleReadIsAnAnomalyOnlyOfTheClock() {
    var history =
        new History(
            List.of(
                new Transaction(1, "a", Status.COMMITTED, 1, 2, List.of(new Write("x", 1))),
                new Transaction(
                    2,
                    "b",
                    Status.COMMITTED,
                    3,
                    4,
                    Notation.read("commit r x").transactions().get(0).operations())),
            java.util.Map.of("x", List.of(1)),
            Set.of());

    assertThat(HistoryChecker.check(history)).isEmpty();
    assertThat(anomalies(HistoryChecker.checkWithRealTime(history)))
        .containsExactly(Anomaly.G_SINGLE);
  }

  @Test
  void aTransactionOfUnknownOutcomeCountsIfItLeftAVersion() {
    var unknown = new Transaction(1, "a", Status.UNKNOWN, 1, 2, List.of(new Write("x", 1)));
    var lost = new History(List.of(unknown), java.util.Map.of("x", List.of()), Set.of());
    var kept = new History(List.of(unknown), java.util.Map.of("x", List.of(1)), Set.of());

    assertThat(HistoryChecker.check(lost)).isEmpty();
    assertThat(HistoryChecker.check(kept)).isEmpty();
  }

  @Test
  void aFindingSaysWhoDidWhat() {
    var findings =
        HistoryChecker.check(
            Notation.read("commit r x, r y 1\ncommit w x 1, w y 1\norder x 1\norder y 1"));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).because()).isEqualTo("T1 did not see T2's x; T1 saw T2's y");
  }
}
