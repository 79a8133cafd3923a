package org.duetdb.engine.session;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.duetdb.api.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The open sessions of a deployment, in the order of their opening. One of those that may expire
 * and that nobody has used for a named time is given up, as MongoDB reaps logical sessions.
 * Thread-safe.
 *
 * <p>A use only leaves a mark. A timer looks four times per time-out who has left none; so a
 * session ends at the time-out or a quarter later. The timer is armed only while some session is
 * idle, because one in use arms it when it comes to rest.
 */
final class SessionList {
  private static final int LOOKS = 4;

  private final TimeSource time;
  private final long timeoutNanos;
  private final Set<EmbeddedSession> open =
      new ConcurrentSkipListSet<>(Comparator.comparingLong(EmbeddedSession::place));
  private volatile TimeSource.@Nullable Timer timer;
  private boolean stopped;

  /**
   * @param timeoutNanos how long nobody may use a session; 0 means for ever
   */
  SessionList(TimeSource time, long timeoutNanos) {
    this.time = time;
    this.timeoutNanos = timeoutNanos;
  }

  void enter(EmbeddedSession session) {
    open.add(session);
    cameToRest(session);
  }

  void leave(EmbeddedSession session) {
    open.remove(session);
  }

  /** Nobody uses the session just now. */
  void cameToRest(EmbeddedSession session) {
    if (timer == null && timeoutNanos != 0 && session.mayExpire()) {
      arm();
    }
  }

  private synchronized void arm() {
    if (timer == null && !stopped) {
      timer = time.schedule(Math.max(1, timeoutNanos / LOOKS), this::look);
    }
  }

  private void look() {
    synchronized (this) {
      timer = null;
    }
    for (var session : open) {
      if (session.mayExpire() && session.isAtRest()) {
        if (session.unusedLooks() < LOOKS) {
          cameToRest(session);
        } else if (session.expire()) {
          leave(session);
        }
      }
    }
  }

  /** How many there are. */
  int size() {
    return open.size();
  }

  /** Closes them all, and looks no more. */
  void closeAll() {
    open.forEach(EmbeddedSession::close);
    stop();
  }

  /** So that no timer keeps a deployment that has ended. */
  private synchronized void stop() {
    stopped = true;
    var armed = timer;
    if (armed != null) {
      armed.cancel();
    }
  }
}
