package org.duetdb.sql.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.duetdb.sql.SqlState;
import org.junit.jupiter.api.Test;

/**
 * Sessions that insert, change and delete rows which refer to each other, at every level and with
 * every policy, in random order. No orphan is committed, what has failed or was rolled back has
 * left nothing, nobody waits for ever, and nothing is refused without a reason. A seed that fails
 * fails again, alone: put it into {@code duet.seed}, and 1 into {@code duet.histories}.
 */
final class ForeignKeyHistoriesTest {
  private static final int USUAL = 250;
  private static final int HISTORIES = Integer.getInteger("duet.histories", USUAL);
  private static final long FIRST = Long.getLong("duet.seed", 0);

  @Test
  void noOrphanIsCommittedAndWhatFailsLeavesNothing() throws InterruptedException {
    Map<SqlState, Integer> failures = new EnumMap<>(SqlState.class);
    int commits = 0;
    try (var place = new KeyHistory.Place()) {
      for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
        commits +=
            (int) place.run(seed, failures).stream().filter(l -> l.endsWith("COMMIT")).count();
      }
    }
    if (HISTORIES > USUAL) {
      System.out.println(commits + " commits, " + failures); // who asks for more wants to know
    }
    if (HISTORIES >= USUAL) {
      mustBeInteresting(commits, failures);
    }
  }

  /** A test in which nobody meets anybody shows nothing. */
  private static void mustBeInteresting(int commits, Map<SqlState, Integer> failures) {
    assertThat(commits).as("commits").isGreaterThan(HISTORIES);
    assertThat(failures)
        .as("failures")
        .hasEntrySatisfying(SqlState.FOREIGN_KEY_VIOLATION, atLeast(HISTORIES))
        .hasEntrySatisfying(SqlState.UNIQUE_VIOLATION, atLeast(HISTORIES / 2))
        .hasEntrySatisfying(SqlState.SERIALIZATION_FAILURE, atLeast(HISTORIES / 5))
        .hasEntrySatisfying(SqlState.LOCK_NOT_AVAILABLE, atLeast(HISTORIES / 25))
        .hasEntrySatisfying(SqlState.QUERY_CANCELED, atLeast(HISTORIES / 10))
        .hasEntrySatisfying(SqlState.DEADLOCK, atLeast(HISTORIES / 25));
  }

  private static Condition<Integer> atLeast(int least) {
    return new Condition<>(n -> n >= least, "at least %d", least);
  }

  @Test
  void aSeedRepeatsItsHistory() throws InterruptedException {
    Map<SqlState, Integer> failures = new EnumMap<>(SqlState.class);
    try (var one = new KeyHistory.Place();
        var other = new KeyHistory.Place()) {
      one.run(1, failures);
      assertThat(one.run(2, failures)).isEqualTo(other.run(2, failures));
    }
  }
}
