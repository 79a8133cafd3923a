package org.duetdb.engine.mvcc;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A version that a reader finds on its head is complete: its bytes, its statement and the link to
 * the next older one.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "not there yet")
@Outcome(id = "7, 3, 1", expect = Expect.ACCEPTABLE, desc = "complete")
@State
public class VersionPublication {
  private final Head head = new Head();
  private final Version older = Version.committed(new byte[] {0}, null);
  private final Alone writer = new Alone();

  private static final class Alone extends Writer {}

  public VersionPublication() {
    head.replace(head.state(), older);
  }

  @Actor
  public void writer() {
    head.install(head.state(), Version.of(new byte[] {7}, older, writer, 3));
  }

  @Actor
  public void reader(III_Result result) {
    var seen = head.state().newest();
    result.r1 = seen.document()[0];
    result.r2 = seen.statement();
    result.r3 = seen.older() == null ? 0 : 1;
  }
}
