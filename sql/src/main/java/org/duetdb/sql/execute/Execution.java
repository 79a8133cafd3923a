package org.duetdb.sql.execute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.types.ObjectId;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.StatementBody;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.time.TimeSource;
import org.duetdb.sql.ExecutionOptions;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlNotice;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement: what is the same in all its attempts. What is drawn by chance or
 * from the clock is drawn here, once. Used by one thread, except for {@link #cancel()}.
 */
public final class Execution {
  private final EngineSession engine;
  private final TimeSource clock;
  private final StatementSettings settings;
  private final SessionView session;
  private final @Nullable Object[] parameters;
  private final ExecutionOptions options;
  private final Instant time;
  private final long deadline;

  // Each made when it is needed, which is seldom.
  private List<ObjectId> ids = List.of();
  private List<SqlNotice> notices = List.of();
  private Set<DocumentKey> invisible = Set.of();
  private Map<String, List<Long>> sequences = Map.of();

  private boolean inside;
  private long seed;
  private boolean seeded;
  private volatile boolean cancelled;

  /** An execution that begins now. */
  public Execution(
      EngineSession engine,
      TimeSource clock,
      StatementSettings settings,
      SessionView session,
      @Nullable Object[] parameters,
      ExecutionOptions options) {
    this.engine = engine;
    this.clock = clock;
    this.settings = settings;
    this.session = session;
    this.parameters = parameters;
    this.options = options;
    this.time = clock.now();
    this.deadline = settings.maxTimeNanos() == 0 ? 0 : clock.nanoTime() + settings.maxTimeNanos();
  }

  /** The engine's session. */
  public EngineSession engine() {
    return engine;
  }

  /** How the engine shall run it. */
  public StatementSettings settings() {
    return settings;
  }

  /** What the plan may know of and do to the SQL session. */
  public SessionView session() {
    return session;
  }

  /** The parameters' values. */
  public @Nullable Object[] parameters() {
    return parameters;
  }

  /** What the caller asked for. */
  public ExecutionOptions options() {
    return options;
  }

  /** The statement's time. */
  Instant time() {
    return time;
  }

  /** What each attempt begins its random values with. */
  long seed() {
    if (!seeded) {
      seed = session.chance().generator().nextLong();
      seeded = true;
    }
    return seed;
  }

  /** The generated {@code _id} of the row of that number; the same in every attempt. */
  ObjectId id(int row) {
    if (ids.isEmpty()) {
      ids = new ArrayList<>();
    }
    while (ids.size() <= row) {
      ids.add(session.chance().objectId());
    }
    return ids.get(row);
  }

  /** The value that was drawn so many-th from a sequence; the same in every attempt. */
  long nextValue(String sequence, int place) {
    if (sequences.isEmpty()) {
      sequences = new HashMap<>();
    }
    List<Long> values = sequences.computeIfAbsent(sequence, ignored -> new ArrayList<>());
    while (values.size() <= place) {
      values.add(session.nextValue(sequence, inside));
    }
    return values.get(place);
  }

  /**
   * Runs the body of a statement that writes. It is run again by the engine where the engine meets
   * a conflict, and from here where {@link StaleSnapshot} says so.
   */
  <R> R write(StatementBody<R> body) {
    while (true) {
      try {
        inside = true;
        return engine.execute(settings.withAbortsTransaction(false), body);
      } catch (StaleSnapshot again) {
        check();
      } catch (SqlFailure | DuetException failed) {
        if (settings.abortsTransaction() && engine.state() == EngineSession.State.ACTIVE) {
          engine.execute(
              settings,
              scope -> {
                throw failed;
              });
        }
        throw failed;
      } finally {
        inside = false;
      }
    }
  }

  /** Whether a fresh snapshot shows a statement more than the one that it has. */
  boolean refreshes() {
    return engine
        .transaction()
        .map(open -> open.isolation() == IsolationLevel.READ_COMMITTED)
        .orElse(true);
  }

  /** Notes a document that the statement's snapshot does not show; false if it was noted before. */
  boolean noteInvisible(DocumentKey key) {
    if (invisible.isEmpty()) {
      invisible = new HashSet<>();
    }
    return invisible.add(key);
  }

  /** Takes note of something for {@link org.duetdb.sql.SqlResult#notices()}. */
  public void notice(SqlNotice notice) {
    if (notices.isEmpty()) {
      notices = new ArrayList<>();
    }
    notices.add(notice);
  }

  /** What was taken note of. */
  public List<SqlNotice> notices() {
    return List.copyOf(notices);
  }

  /** Ends the execution at its next check. Any thread. */
  public void cancel() {
    cancelled = true;
  }

  /** Fails with 57014 if the execution was cancelled or its time is up. */
  void check() {
    if (cancelled) {
      throw new DuetException(ErrorCode.INTERRUPTED, "the statement was cancelled");
    }
    if (deadline != 0 && clock.nanoTime() - deadline >= 0) {
      throw new DuetException(ErrorCode.MAX_TIME_MS_EXPIRED, "operation exceeded time limit");
    }
  }
}
