package org.duetdb.tools.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duetdb.api.IsolationLevel;
import org.duetdb.tools.history.History.Transaction;
import org.duetdb.tools.history.SeededHistory.Mix;
import org.duetdb.tools.run.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Histories of random transactions in random order, on documents, on SQL, and on both, judged by
 * what their level promises. {@code duet.histories} says how many; from 2000 on every anomaly that
 * a level allows must show. A seed that fails fails again, alone: put it into {@code duet.seed}.
 */
class SeededHistoriesTest {
  /** For each level, in every build. */
  private static final int USUAL = 800;

  /** So many show every anomaly that a level allows, also the rarest. */
  private static final int ENOUGH = 2000;

  private static final int HISTORIES = Integer.getInteger("duet.histories", USUAL);

  private static final long FIRST = Long.getLong("duet.seed", 0);

  private static final List<Mix> MIXES = List.of(Mix.values());

  private static Mix mixOf(long seed) {
    return MIXES.get((int) (seed % MIXES.size()));
  }

  @ParameterizedTest
  @EnumSource
  void keepWhatTheirLevelPromisesAndShowWhatItAllows(IsolationLevel level) throws SQLException {
    var forbidden = Anomaly.forbiddenAt(level);
    var tally = new Tally();
    var pace = new HistoryPace();
    try (var contender = HistoryContender.stepped(level, pace)) {
      for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
        var run = SeededHistory.run(seed, mixOf(seed), level, contender, pace);
        var findings = findings(run.history(), level);
        if (findings.stream().anyMatch(finding -> forbidden.contains(finding.anomaly()))) {
          fail("seed %d at %s: %s%n%s", seed, level, findings, run.history());
        }
        tally.add(run, findings);
      }
    }
    if (HISTORIES > USUAL) {
      System.out.println(level + ": " + tally); // who asks for more wants to know what there was
    }
    tally.mustBeInteresting(level);
  }

  /** A snapshot shows all that was committed before it; the order of SERIALIZABLE may differ. */
  private static List<Finding> findings(History history, IsolationLevel level) {
    if (level != IsolationLevel.SERIALIZABLE) {
      return HistoryChecker.checkWithRealTime(history);
    }
    var clocked =
        HistoryChecker.checkWithRealTime(history).stream()
            .filter(
                one -> Anomaly.forbiddenAt(IsolationLevel.REPEATABLE_READ).contains(one.anomaly()));
    return Stream.concat(HistoryChecker.check(history).stream(), clocked).toList();
  }

  @ParameterizedTest
  @EnumSource
  void replayExactly(IsolationLevel level) throws SQLException {
    var pace = new HistoryPace();
    try (var contender = HistoryContender.stepped(level, pace)) {
      for (long seed = 0; seed < 20; seed++) {
        var run = SeededHistory.run(seed, mixOf(seed), level, contender, pace);
        if (seed >= 17) {
          assertThat(alone(seed, level)).isEqualTo(run);
        }
      }
    }
  }

  private static SeededHistory alone(long seed, IsolationLevel level) throws SQLException {
    var pace = new HistoryPace();
    try (var contender = HistoryContender.stepped(level, pace)) {
      return SeededHistory.run(seed, mixOf(seed), level, contender, pace);
    }
  }

  /** What happened in many histories: a test in which nobody meets anybody shows nothing. */
  private static final class Tally {
    private int histories;
    private int transactions;
    private int committed;
    private int waits;
    private int failures;
    private final Map<Anomaly, Integer> found = new EnumMap<>(Anomaly.class);

    void add(SeededHistory run, List<Finding> findings) {
      histories++;
      transactions += run.history().transactions().size();
      committed +=
          (int) run.history().transactions().stream().filter(Transaction::committed).count();
      waits += (int) run.trace().steps().stream().filter(step -> !step.waits().isEmpty()).count();
      failures +=
          (int)
              run.trace().steps().stream()
                  .filter(step -> step.outcome() instanceof Outcome.Failed)
                  .count();
      findings.forEach(finding -> found.merge(finding.anomaly(), 1, Integer::sum));
    }

    void mustBeInteresting(IsolationLevel level) {
      if (histories < USUAL) {
        return; // somebody repeats a seed
      }
      assertThat(committed).as(toString()).isBetween(transactions / 2, transactions);
      assertThat(waits).as(toString()).isGreaterThan(histories / 20);
      assertThat(failures).as(toString()).isGreaterThan(histories / 100);
      var allowed = EnumSet.complementOf(EnumSet.copyOf(Anomaly.forbiddenAt(level)));
      if (histories >= ENOUGH) {
        assertThat(found.keySet()).as(toString()).isEqualTo(allowed);
      } else {
        assertThat(found.isEmpty()).as(toString()).isEqualTo(allowed.isEmpty());
      }
    }

    @Override
    public String toString() {
      return Map.of(
              "histories", histories,
              "transactions", transactions,
              "committed", committed,
              "waits", waits,
              "failures", failures,
              "found", found)
          .entrySet()
          .stream()
          .map(Object::toString)
          .collect(Collectors.joining(", "));
    }
  }
}
