package org.duetdb.api.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The conflict rule over its whole domain, against the design's table written out by hand. */
final class ConflictPolicyTest {
  /** One line per meeting; the verdicts stand in the order WAIT, FAIL, NOWAIT, SKIP. */
  private static final String TABLE =
      """
      DOCUMENT  NONE        fresh  PROCEED         PROCEED         PROCEED         PROCEED
      DOCUMENT  NONE        stale  RETRY_DOCUMENT  RETRY_DOCUMENT  RETRY_DOCUMENT  RETRY_DOCUMENT
      DOCUMENT  INTENT      fresh  WAIT            CONFLICT        UNAVAILABLE     SKIP
      DOCUMENT  INTENT      stale  WAIT            CONFLICT        UNAVAILABLE     SKIP
      DOCUMENT  UNCOMMITTED fresh  WAIT            CONFLICT        UNAVAILABLE     SKIP
      DOCUMENT  UNCOMMITTED stale  WAIT            CONFLICT        UNAVAILABLE     SKIP
      STATEMENT NONE        fresh  PROCEED         PROCEED         PROCEED         PROCEED
      STATEMENT NONE        stale  RETRY_STATEMENT RETRY_STATEMENT RETRY_STATEMENT RETRY_DOCUMENT
      STATEMENT INTENT      fresh  WAIT            CONFLICT        UNAVAILABLE     SKIP
      STATEMENT INTENT      stale  WAIT            CONFLICT        UNAVAILABLE     SKIP
      STATEMENT UNCOMMITTED fresh  WAIT            CONFLICT        UNAVAILABLE     SKIP
      STATEMENT UNCOMMITTED stale  WAIT            CONFLICT        UNAVAILABLE     SKIP
      NOTHING   NONE        fresh  PROCEED         PROCEED         PROCEED         PROCEED
      NOTHING   NONE        stale  CONFLICT        CONFLICT        CONFLICT        CONFLICT
      NOTHING   INTENT      fresh  WAIT            CONFLICT        UNAVAILABLE     SKIP
      NOTHING   INTENT      stale  CONFLICT        CONFLICT        CONFLICT        CONFLICT
      NOTHING   UNCOMMITTED fresh  WAIT            CONFLICT        UNAVAILABLE     SKIP
      NOTHING   UNCOMMITTED stale  CONFLICT        CONFLICT        CONFLICT        CONFLICT
      """;

  record Case(ConflictPolicy policy, Rival rival, boolean stale, RetryUnit unit, Verdict verdict) {}

  static List<Case> table() {
    var policies =
        List.of(
            ConflictPolicy.WAIT, ConflictPolicy.FAIL, ConflictPolicy.NOWAIT, ConflictPolicy.SKIP);
    var cases = new ArrayList<Case>();
    for (var line : TABLE.lines().toList()) {
      var words = line.trim().split(" +", -1);
      for (int i = 0; i < policies.size(); i++) {
        cases.add(
            new Case(
                policies.get(i),
                Rival.valueOf(words[1]),
                words[2].equals("stale"),
                RetryUnit.valueOf(words[0]),
                Verdict.valueOf(words[3 + i])));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("table")
  void judgesAsTheTableSays(Case one) {
    assertThat(one.policy().judge(one.rival(), one.stale(), one.unit())).isEqualTo(one.verdict());
  }

  @Test
  void theTableHoldsTheWholeDomain() {
    var seen = new HashSet<List<Object>>();
    table().forEach(one -> seen.add(List.of(one.policy(), one.rival(), one.stale(), one.unit())));

    assertThat(seen)
        .hasSize(
            ConflictPolicy.values().length * Rival.values().length * 2 * RetryUnit.values().length);
  }

  @Test
  void nobodyWaitsWithAnOldSnapshotThatCannotBecomeYoung() {
    for (var policy : ConflictPolicy.values()) {
      for (var rival : Rival.values()) {
        assertThat(policy.judge(rival, true, RetryUnit.NOTHING)).isEqualTo(Verdict.CONFLICT);
      }
    }
  }

  @Test
  void noPolicyButWaitWaits() {
    for (var one : table()) {
      if (one.verdict() == Verdict.WAIT) {
        assertThat(one.policy()).isEqualTo(ConflictPolicy.WAIT);
      }
    }
  }
}
