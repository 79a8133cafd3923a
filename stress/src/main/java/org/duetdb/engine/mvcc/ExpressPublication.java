package org.duetdb.engine.mvcc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A version that is installed committed has no timestamp until somebody needs it. Whoever draws it,
 * all agree on it, and a snapshot does not change its mind: what it did not see at first it does
 * not see later.
 */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "the snapshot was first")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "the version was first")
@State
public class ExpressPublication {
  private final Timestamps timestamps = new Timestamps();
  private final Head head = new Head();

  public ExpressPublication() {
    var old = Version.committed(new byte[] {0}, null);
    head.replace(head.state(), old);
    old.timestamp(timestamps);
  }

  @Actor
  public void writer() {
    var next = Version.committed(new byte[] {1}, head.state().newest());
    head.install(head.state(), next);
    next.timestamp(timestamps);
  }

  @Actor
  public void reader(III_Result result) {
    var snapshot = new Snapshot(timestamps.current(), null, 0);
    result.r1 = snapshot.visible(head, timestamps).document()[0];
    result.r2 = snapshot.visible(head, timestamps).document()[0];
  }

  @Arbiter
  public void after(III_Result result) {
    var snapshot = new Snapshot(timestamps.current(), null, 0);
    result.r3 = snapshot.visible(head, timestamps).document()[0];
  }
}
