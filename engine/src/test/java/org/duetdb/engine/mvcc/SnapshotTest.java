package org.duetdb.engine.mvcc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The visibility rule over a whole small domain, and on chains of versions. */
final class SnapshotTest {
  private static final byte[] FIRST = {1};
  private static final byte[] SECOND = {2};
  private static final byte[] THIRD = {3};

  private final Timestamps timestamps = new Timestamps();

  private static final class Someone extends Writer {
    boolean commit(Timestamps timestamps) {
      return decideCommit() && publish(timestamps) > 0;
    }

    boolean decide() {
      return decideCommit();
    }

    boolean abort() {
      return decideAbort();
    }
  }

  /** The same rule in other words: what is mine counts by statement, the rest by time. */
  private static boolean expected(
      long timestamp, int statement, boolean own, int versionStatement, long versionTimestamp) {
    if (own && versionStatement >= statement) {
      return false;
    }
    if (own) {
      return true;
    }
    if (versionTimestamp == Version.UNCOMMITTED || versionTimestamp == Version.DEAD) {
      return false;
    }
    return !(versionTimestamp > timestamp);
  }

  @Test
  void isVisibleAgreesWithTheRuleOverTheWholeDomain() {
    int cases = 0;
    for (long timestamp = 1; timestamp <= 5; timestamp++) {
      for (int statement = 0; statement <= 4; statement++) {
        for (boolean own : new boolean[] {false, true}) {
          for (int written = 0; written <= 4; written++) {
            for (long committed = Version.DEAD; committed <= 6; committed++) {
              assertThat(Snapshot.isVisible(timestamp, statement, own, written, committed))
                  .as("%s %s %s %s %s", timestamp, statement, own, written, committed)
                  .isEqualTo(expected(timestamp, statement, own, written, committed));
              cases++;
            }
          }
        }
      }
    }
    assertThat(cases).isEqualTo(5 * 5 * 2 * 5 * 8);
  }

  private static Version on(Head head, Version version) {
    assertThat(head.install(head.state(), version)).isTrue();
    return version;
  }

  @Test
  void seesTheNewestVersionThatWasCommittedByItsTimestamp() {
    var head = new Head();
    var first = on(head, Version.committed(FIRST, null));
    long afterFirst = first.timestamp(timestamps);
    var second = on(head, Version.committed(SECOND, first));
    long afterSecond = second.timestamp(timestamps);

    assertThat(new Snapshot(afterFirst, null, 0).visible(head, timestamps)).isSameAs(first);
    assertThat(new Snapshot(afterSecond, null, 0).visible(head, timestamps)).isSameAs(second);
    assertThat(new Snapshot(afterFirst - 1, null, 0).visible(head, timestamps)).isNull();
  }

  @Test
  void seesItsOwnEarlierStatementsAndNotItself() {
    var me = new Someone();
    var head = new Head();
    var committed = on(head, Version.committed(FIRST, null));
    committed.timestamp(timestamps);
    var mine = on(head, Version.of(SECOND, committed, me, 1));
    on(head, Version.of(THIRD, mine, me, 2));
    long now = timestamps.current();

    assertThat(new Snapshot(now, me, 1).visible(head, timestamps)).isSameAs(committed);
    assertThat(new Snapshot(now, me, 2).visible(head, timestamps)).isSameAs(mine);
    assertThat(new Snapshot(now, new Someone(), 9).visible(head, timestamps)).isSameAs(committed);
    assertThat(new Snapshot(now, null, 0).visible(head, timestamps)).isSameAs(committed);
  }

  @Test
  void aTransactionBecomesVisibleAsAWholeWithItsTimestamp() {
    var writer = new Someone();
    var one = new Head();
    var other = new Head();
    on(one, Version.of(FIRST, null, writer, 1));
    on(other, Version.of(SECOND, null, writer, 1));
    var before = new Snapshot(timestamps.current(), null, 0);

    assertThat(writer.commit(timestamps)).isTrue();
    var after = new Snapshot(timestamps.current(), null, 0);

    assertThat(before.visible(one, timestamps)).isNull();
    assertThat(before.visible(other, timestamps)).isNull();
    assertThat(after.visible(one, timestamps)).isNotNull();
    assertThat(after.visible(other, timestamps)).isNotNull();
  }

  @Test
  void aReaderThatMeetsADecidedCommitDrawsItsTimestampAndDoesNotSeeIt() {
    var writer = new Someone();
    var head = new Head();
    on(head, Version.of(FIRST, null, writer, 1));
    var reader = new Snapshot(timestamps.current(), null, 0);
    assertThat(writer.decide()).isTrue();

    assertThat(reader.visible(head, timestamps)).isNull();
    assertThat(writer.isLive()).as("the claims of a commit with a timestamp").isFalse();
    assertThat(new Snapshot(timestamps.current(), null, 0).visible(head, timestamps)).isNotNull();
  }

  @Test
  void deadVersionsAreSeenByNobodyNotEvenByTheirWriter() {
    var writer = new Someone();
    var head = new Head();
    var committed = on(head, Version.committed(FIRST, null));
    committed.timestamp(timestamps);
    on(head, Version.of(SECOND, committed, writer, 1));

    assertThat(writer.abort()).isTrue();

    long now = timestamps.current();
    assertThat(new Snapshot(now, writer, 2).visible(head, timestamps)).isSameAs(committed);
    assertThat(Head.live(head.state(), timestamps)).isSameAs(committed);
    assertThat(Snapshot.newestCommitted(head, timestamps)).isSameAs(committed);
  }

  @Test
  void oneCompareAndSetDecidesBetweenCommitAndAbort() {
    var aborted = new Someone();
    assertThat(aborted.abort()).isTrue();
    assertThat(aborted.commit(timestamps)).isFalse();
    assertThat(aborted.status()).isEqualTo(Writer.Status.ABORTED);

    var committed = new Someone();
    assertThat(committed.decide()).isTrue();
    assertThat(committed.abort()).isFalse();
    assertThat(committed.commit(timestamps)).isFalse();
  }

  @Test
  void aTombstoneIsAVersionThatIsSeen() {
    var head = new Head();
    var first = on(head, Version.committed(FIRST, null));
    first.timestamp(timestamps);
    var tombstone = on(head, Version.committed(null, first));
    tombstone.timestamp(timestamps);

    var seen = new Snapshot(timestamps.current(), null, 0).visible(head, timestamps);

    assertThat(seen).isSameAs(tombstone);
    assertThat(seen.document()).isNull();
  }
}
