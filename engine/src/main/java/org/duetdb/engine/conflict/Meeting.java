package org.duetdb.engine.conflict;

import org.duetdb.api.conflict.Rival;
import org.duetdb.engine.mvcc.Head;
import org.duetdb.engine.mvcc.HeadState;
import org.duetdb.engine.mvcc.Intent;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.mvcc.Version;
import org.duetdb.engine.mvcc.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one look at a head.
 *
 * @param state what was there; a change is installed against it
 * @param live the newest version that is not dead; null if there is none
 * @param rival who else has a live claim
 * @param holder the rival; null if there is none
 * @param stale whether the newest committed version is younger than the snapshot
 */
public record Meeting(
    HeadState state, @Nullable Version live, Rival rival, @Nullable Holder holder, boolean stale) {

  /**
   * Looks at a head.
   *
   * @param self the writer who wants it; null for an autocommit write
   * @param snapshot the timestamp of the requester's snapshot; {@link Long#MAX_VALUE} for whoever
   *     looks at the newest
   * @param exclusive whether the claim wanted keeps out all others
   */
  public static Meeting at(
      Head head, Timestamps timestamps, @Nullable Writer self, long snapshot, boolean exclusive) {
    while (true) {
      var meeting = look(head, timestamps, self, snapshot, exclusive);
      if (meeting != null) {
        return meeting;
      }
    }
  }

  /**
   * One look; null if the rival was decided while its version was passed, so that all may differ.
   */
  private static @Nullable Meeting look(
      Head head, Timestamps timestamps, @Nullable Writer self, long snapshot, boolean exclusive) {
    var state = head.state();
    var live = Head.live(state, timestamps);
    Writer owner = null;
    var committed = live;
    while (committed != null && committed.timestamp(timestamps) <= 0) {
      if (owner == null) {
        owner = committed.writer();
      }
      committed = committed.older();
    }
    boolean stale = committed != null && committed.timestamp(timestamps) > snapshot;
    if (committed != live && (owner == null || owner != self)) {
      // What lies under a version counts only as long as that version is uncommitted.
      return owner != null && owner.isLive()
          ? new Meeting(state, live, Rival.UNCOMMITTED, holder(owner), stale)
          : null;
    }
    var claimant = Intent.rival(state.intents(), self, exclusive);
    var rival = claimant == null ? Rival.NONE : Rival.INTENT;
    return new Meeting(state, live, rival, holder(claimant), stale);
  }

  /** A look of somebody who only wants to read a collection. */
  public static Meeting ofReader(Head head, @Nullable Writer reader) {
    var state = head.state();
    var rival = Intent.rivalOfReader(state.intents(), reader);
    return new Meeting(
        state, null, rival == null ? Rival.NONE : Rival.INTENT, holder(rival), false);
  }

  private static @Nullable Holder holder(@Nullable Writer writer) {
    return writer instanceof Holder known ? known : null;
  }

  /** The same, as if the newest version had been committed after the snapshot just now. */
  public Meeting overtaken() {
    return new Meeting(state, live, Rival.NONE, null, true);
  }

  /** The same, with those who queue ahead counted as a rival. */
  Meeting behind(Holder ahead) {
    return new Meeting(state, live, Rival.INTENT, ahead, stale);
  }

  /** Whether the document exists, as far as the newest live version says. */
  public boolean exists() {
    return live != null && live.document() != null;
  }

  /** Whether {@code writer} owns the newest live version. */
  public boolean isOwn(@Nullable Writer writer) {
    return live != null && writer != null && live.writer() == writer;
  }
}
