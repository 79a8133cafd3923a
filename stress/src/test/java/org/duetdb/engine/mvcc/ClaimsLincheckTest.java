package org.duetdb.engine.mvcc;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Test;

/**
 * Lock intents on one head, shared by several holders or exclusive, taken at two statements. Races:
 * a holder that ends while another one copies the list, and going back to a statement while a rival
 * adds itself.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class ClaimsLincheckTest {
  private static final int THREADS = 4;

  private final Timestamps timestamps = new Timestamps();
  private final Head head = new Head();
  private final Holder[] holders = new Holder[THREADS];

  private static final class Holder extends Writer {
    void end() {
      decideAbort();
    }
  }

  private Holder holder(int thread) {
    int slot = thread % THREADS;
    if (holders[slot] == null) {
      holders[slot] = new Holder();
    }
    return holders[slot];
  }

  private boolean claim(Holder own, int statement, boolean exclusive) {
    while (true) {
      var seen = head.state();
      if (Intent.rival(seen.intents(), own, exclusive) != null) {
        return false;
      }
      if (Intent.isHeld(seen.intents(), own, exclusive)
          || head.claim(seen, own, statement, exclusive, false)) {
        return true;
      }
    }
  }

  /** At the first statement. */
  @Operation
  public boolean share(@Param(name = "thread") int thread) {
    return claim(holder(thread), 1, false);
  }

  /** At the second statement, behind a savepoint. */
  @Operation
  public boolean lock(@Param(name = "thread") int thread) {
    return claim(holder(thread), 2, true);
  }

  /** Goes back to the savepoint. */
  @Operation
  public void back(@Param(name = "thread") int thread) {
    head.undo(holder(thread), 2);
  }

  @Operation
  public void end(@Param(name = "thread") int thread) {
    var own = holder(thread);
    own.end();
    head.settle(own, timestamps);
    holders[thread % THREADS] = null;
  }

  /** Whether a stranger would have to wait for anybody. */
  @Operation
  public boolean isTaken() {
    return Intent.rival(head.state().intents(), null, true) != null;
  }

  @Test
  void isLinearizableInEveryInterleaving() {
    Linearizability.inEveryInterleaving(ClaimsLincheckTest.class);
  }

  @Test
  void isLinearizableUnderStress() {
    Linearizability.underStress(ClaimsLincheckTest.class);
  }
}
