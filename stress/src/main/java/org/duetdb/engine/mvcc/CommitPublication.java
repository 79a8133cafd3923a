package org.duetdb.engine.mvcc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A transaction's versions become visible together, on all heads, also where a reader meets the
 * commit between its decision and its timestamp: a snapshot sees both or none.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "before the commit")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "after it")
@State
public class CommitPublication {
  private final Timestamps timestamps = new Timestamps();
  private final Head left = new Head();
  private final Head right = new Head();
  private final Committing writer = new Committing();

  private static final class Committing extends Writer {
    void commit(Timestamps timestamps) {
      if (decideCommit()) {
        publish(timestamps);
      }
    }
  }

  public CommitPublication() {
    prepare(left);
    prepare(right);
  }

  private void prepare(Head head) {
    var old = Version.committed(new byte[] {0}, null);
    head.replace(head.state(), old);
    old.timestamp(timestamps);
    head.install(head.state(), Version.of(new byte[] {1}, old, writer, 1));
  }

  @Actor
  public void writer() {
    writer.commit(timestamps);
    left.settle(writer, timestamps);
    right.settle(writer, timestamps);
  }

  @Actor
  public void reader(II_Result result) {
    var snapshot = new Snapshot(timestamps.current(), null, 0);
    result.r1 = snapshot.visible(left, timestamps).document()[0];
    result.r2 = snapshot.visible(right, timestamps).document()[0];
  }
}
