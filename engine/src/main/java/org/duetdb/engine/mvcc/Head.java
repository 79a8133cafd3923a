package org.duetdb.engine.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document, by its key: what everybody who wants it meets at. The newest version and the claims
 * change together, by one compare-and-set.
 */
public final class Head {
  private static final VarHandle STATE;
  private static final VarHandle GARBAGE;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Head.class, "state", HeadState.class);
      GARBAGE = lookup.findVarHandle(Head.class, "garbage", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private volatile HeadState state = Vacant.EMPTY;
  private volatile boolean contended;

  @SuppressWarnings("UnusedVariable") // read through its handle
  private volatile boolean garbage;

  private long place;
  private @Nullable Segment segment;

  public HeadState state() {
    return state;
  }

  /** Changes the state if it is still {@code expected}. */
  public boolean replace(HeadState expected, HeadState next) {
    if (segment != null && expected instanceof Version version && version.isListed()) {
      segment.unlist();
    }
    return STATE.compareAndSet(this, expected, next);
  }

  /** Whether the head has left its store; look the key up again. */
  public boolean isRetired() {
    return state == Vacant.RETIRED;
  }

  /** Whether somebody queues for it: newcomers stand behind. */
  public boolean isContended() {
    return contended;
  }

  /**
   * Set before the queue's first waiter looks at the state again, so that whoever gives up a claim
   * sees the queue.
   */
  public void contended(boolean queued) {
    contended = queued;
  }

  /** Marks it as queued for pruning; false if it is already. */
  boolean markGarbage() {
    return GARBAGE.compareAndSet(this, false, true);
  }

  void unmarkGarbage() {
    garbage = false;
  }

  boolean retire(HeadState expected) {
    return replace(expected, Vacant.RETIRED);
  }

  /** Its number in its store, which no other head there ever has. */
  public long place() {
    return place;
  }

  void place(long index, Segment in) {
    place = index;
    segment = in;
  }

  /**
   * If its state is one committed version of a document and nothing else, replaces that by a copy
   * that is listed, and answers the copy; else null.
   */
  @Nullable Version list(Timestamps timestamps) {
    if (!(state instanceof Version version) || !version.isAlone(timestamps)) {
      return null;
    }
    var listed = version.listed();
    return STATE.compareAndSet(this, version, listed) ? listed : null;
  }

  /**
   * Installs a version on top of the newest live one, beside the intents; false if the state has
   * changed.
   */
  public boolean install(HeadState expected, Version version) {
    return expected != Vacant.RETIRED
        && replace(expected, HeadState.of(version, expected.intents()));
  }

  /**
   * Gives an empty head a version that every snapshot sees.
   *
   * @return false if it is not empty
   */
  public boolean begin(byte[] document) {
    return replace(Vacant.EMPTY, Version.ancient(document));
  }

  /** Adds an intent; false if the state has changed. */
  public boolean claim(
      HeadState expected, Writer holder, int statement, boolean exclusive, boolean readersToo) {
    return expected != Vacant.RETIRED
        && replace(
            expected,
            new Claimed(
                expected.newest(),
                new Intent(holder, statement, exclusive, readersToo, expected.intents())));
  }

  /**
   * Takes away what {@code writer} has hung here from {@code statement} on, and answers the
   * versions that have gone by it.
   */
  List<Version> undo(Writer writer, int statement) {
    while (true) {
      var seen = state;
      if (seen instanceof Vacant) {
        return List.of();
      }
      var version = below(seen, writer, statement);
      var intents = Intent.without(seen.intents(), writer, statement);
      if (version == seen.newest() && intents == seen.intents()) {
        return List.of();
      }
      if (replace(seen, HeadState.of(version, intents))) {
        return between(seen.newest(), version);
      }
    }
  }

  /** The first version that {@code writer} has not hung here from {@code statement} on. */
  private static @Nullable Version below(HeadState seen, Writer writer, int statement) {
    var version = seen.newest();
    while (version != null && version.writer() == writer && version.statement() >= statement) {
      version = version.older();
    }
    return version;
  }

  private static List<Version> between(@Nullable Version from, @Nullable Version to) {
    if (from == to) {
      return List.of();
    }
    var gone = new ArrayList<Version>();
    for (var version = from; version != null && version != to; version = version.older()) {
      gone.add(version);
    }
    return gone;
  }

  /**
   * Turns the versions that {@code writer} has hung here from {@code statement} on into intents,
   * and answers the versions that have gone by it.
   */
  List<Version> keepClaim(Writer writer, int statement) {
    while (true) {
      var seen = state;
      var version = below(seen, writer, statement);
      if (version == seen.newest()) {
        return List.of();
      }
      if (replace(
          seen, new Claimed(version, new Intent(writer, statement, true, false, seen.intents())))) {
        return between(seen.newest(), version);
      }
    }
  }

  /** After {@code writer} has ended: takes its intents away and gives its version the timestamp. */
  public void settle(Writer writer, Timestamps timestamps) {
    while (true) {
      var seen = state;
      var intents = Intent.without(seen.intents(), writer, 0);
      if (intents == seen.intents() || replace(seen, HeadState.of(seen.newest(), intents))) {
        break;
      }
    }
    var newest = state.newest();
    if (newest != null) {
      newest.timestamp(timestamps);
    }
  }

  /**
   * Looks at the newest version and its document's first bytes, so that they are near when they are
   * read soon. The result means nothing; it must be used, or nothing is looked at.
   */
  public int touch() {
    var document = state instanceof Version version ? version.document() : null;
    return document == null ? 0 : AllVisible.touch(document);
  }

  /** The newest version that is not dead; null if there is none. */
  public static @Nullable Version live(HeadState state, Timestamps timestamps) {
    var version = state.newest();
    while (version != null && version.timestamp(timestamps) == Version.DEAD) {
      version = version.older();
    }
    return version;
  }
}
