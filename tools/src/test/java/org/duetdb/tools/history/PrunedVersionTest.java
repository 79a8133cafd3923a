package org.duetdb.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

/**
 * Write skew whose evidence is a version that no snapshot sees, because a third transaction has
 * overwritten it: it may not be pruned before the reader has passed over it. Found by seed 101362.
 */
class PrunedVersionTest {
  private static final String SKEW =
      """
      setup { CREATE TABLE t (k VARCHAR(3) PRIMARY KEY, v INTEGER); INSERT INTO t VALUES ('f', 1), ('l', 1); }
      session A
      step a { BEGIN; SELECT v FROM t WHERE k = 'e'; UPDATE t SET v = 9 WHERE k = 'l'; COMMIT; }
      session B
      step b1 { BEGIN; SELECT v FROM t WHERE k = 'f'; }
      step b2 { INSERT INTO t VALUES ('e', 5); }
      step b3 { SELECT v FROM t WHERE k = 'l'; }
      step b4 { COMMIT; }
      session C
      step c { BEGIN; UPDATE t SET v = 11 WHERE k = 'l'; COMMIT; }
      permutation b1 a c b2 b3 b4
      expect sql:ser { b3 fails 112 40001 b4 fails 251 25P02 }
      """
          .replace("40001 b4", "40001\n b4");

  @Test
  void aVersionThatSomebodyMustStillPassOverIsKept() {
    var comparison =
        Comparison.of(
            ScheduleReader.parse("skew.spec", SKEW),
            List.of(Contenders.named("sql:ser").orElseThrow()));

    assertThat(comparison.differences()).isEmpty();
  }
}
