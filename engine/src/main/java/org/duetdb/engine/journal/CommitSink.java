package org.duetdb.engine.journal;

import java.io.IOException;
import java.util.List;

/**
 * Takes commits in their order before anybody sees them: a store, or the log of a replica set.
 * Called by one thread.
 */
public interface CommitSink {
  /**
   * Takes a group of commits, in order. When it returns, they are as safe as this sink makes them.
   *
   * @throws IOException if it cannot say that they are; the deployment then takes no more commits
   */
  void accept(List<CommitRecord> group) throws IOException;
}
