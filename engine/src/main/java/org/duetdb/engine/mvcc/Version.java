package org.duetdb.engine.mvcc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One state of a document: its immutable BSON bytes, or a tombstone. The link to the next older
 * version is cut when no snapshot needs it.
 */
public final class Version extends HeadState {
  /** The timestamp of a version whose writer is still active. */
  public static final long UNCOMMITTED = 0;

  /** The timestamp of a version whose writer has aborted. */
  public static final long DEAD = -1;

  /** Not younger than any snapshot, see {@link Timestamps}. */
  private static final long ANCIENT = 1;

  /** Instead of the statement, of which nobody asks any more: a segment lists the version. */
  private static final int LISTED = -1;

  private static final VarHandle STAMP;
  private static final VarHandle OLDER;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STAMP = lookup.findVarHandle(Version.class, "stamp", long.class);
      OLDER = lookup.findVarHandle(Version.class, "older", Version.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final byte @Nullable [] document;
  private final int statement;
  private int depth;

  @SuppressWarnings("UnusedVariable") // read through its handle
  private @Nullable Version older;

  private volatile @Nullable Writer writer;
  private volatile long stamp;

  private Version(
      byte @Nullable [] document, @Nullable Version older, @Nullable Writer writer, int statement) {
    this.document = document;
    this.older = older;
    this.writer = writer;
    this.statement = statement;
    this.depth = older == null ? 1 : older.depth + 1;
  }

  /** A version that is committed by being installed; null bytes make a tombstone. */
  public static Version committed(byte @Nullable [] document, @Nullable Version older) {
    return new Version(document, older, null, 0);
  }

  /** A version that every snapshot sees: of something that is as old as all of them. */
  static Version ancient(byte[] document) {
    var version = new Version(document, null, null, 0);
    version.stamp = ANCIENT;
    return version;
  }

  /** A version of {@code writer}'s statement; null bytes make a tombstone. */
  public static Version of(
      byte @Nullable [] document, @Nullable Version older, Writer writer, int statement) {
    return new Version(document, older, writer, statement);
  }

  /** Whether it is committed, and a document, and nothing older hangs under it. */
  boolean isAlone(Timestamps timestamps) {
    return document != null && timestamp(timestamps) > 0 && writer == null && older() == null;
  }

  /** A copy of a version that {@link #isAlone}, which its {@link Segment} lists. */
  Version listed() {
    var copy = new Version(document, null, null, LISTED);
    copy.stamp = stamp;
    return copy;
  }

  boolean isListed() {
    return statement == LISTED;
  }

  /** Whether it is {@code other}, or the copy of it that has taken its place in its chain. */
  public boolean standsFor(@Nullable Version other) {
    return this == other || (isListed() && other != null && document == other.document);
  }

  /** The bytes, or null for a tombstone. */
  public byte @Nullable [] document() {
    return document;
  }

  /** The next older version; null at the end of the chain. */
  public @Nullable Version older() {
    return (Version) OLDER.getAcquire(this);
  }

  void cutTo(@Nullable Version next) {
    OLDER.setRelease(this, next);
  }

  /** The writer while it is undecided; null once the version has its timestamp. */
  public @Nullable Writer writer() {
    return writer;
  }

  /** The statement of its writer; means nothing once that is null. */
  public int statement() {
    return statement;
  }

  /** How many versions hang together from here on, at the most. */
  int depth() {
    return depth;
  }

  void depth(int counted) {
    depth = counted;
  }

  /**
   * When it was committed, as of now.
   *
   * @return {@link #UNCOMMITTED}, {@link #DEAD}, or the timestamp, which never changes again
   */
  public long timestamp(Timestamps timestamps) {
    long known = stamp;
    if (known > 0) {
      return known;
    }
    var owner = writer;
    if (owner == null) {
      // Either the writer was forgotten after the stamp was set, or the version was installed
      // committed and nobody has
      // drawn its timestamp yet: then the first to need it draws.
      if (stamp == 0) {
        STAMP.compareAndSet(this, 0L, timestamps.next());
      }
      return stamp;
    }
    long resolved = owner.resolve(timestamps);
    if (resolved > 0) {
      stamp = resolved;
      writer = null;
    }
    return resolved;
  }

  @Override
  public Version newest() {
    return this;
  }

  @Override
  public @Nullable Intent intents() {
    return null;
  }
}
