package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.EngineSession.State;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.Lock;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.engine.Call;
import org.duetdb.engine.Remains;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.SqlSession.Clause;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conflict table of the design, in full: every row, what is asked for, every policy, every kind
 * of rival and everything that may become of it. What is expected is worked out here from the words
 * of the design, and not from {@link ConflictPolicy#judge}.
 */
final class ConflictTableTest {
  private static final Object[] NONE = {};
  private static final long BOUND_MILLIS = 500;

  /** What the requester asks for. */
  private enum Request {
    UPDATE,
    FOR_UPDATE
  }

  /** What chooses the reaction. */
  private enum Choice {
    DEFAULT(Optional.empty(), 0),
    DEFAULT_WITH_LOCK_TIMEOUT(Optional.empty(), BOUND_MILLIS),
    WAIT(Optional.of(ConflictPolicy.WAIT), 0),
    WAIT_N(Optional.of(ConflictPolicy.WAIT), BOUND_MILLIS),
    FAIL(Optional.of(ConflictPolicy.FAIL), 0),
    NOWAIT(Optional.of(ConflictPolicy.NOWAIT), 0),
    SKIP(Optional.of(ConflictPolicy.SKIP), 0);

    private final Optional<ConflictPolicy> policy;
    private final long boundMillis;

    Choice(Optional<ConflictPolicy> policy, long boundMillis) {
      this.policy = policy;
      this.boundMillis = boundMillis;
    }
  }

  /** What the rival has on the document. */
  private enum Rival {
    /** A version: it has added 10. */
    VERSION,
    /** A lock without a version. */
    INTENT,
    /** It committed its version after the requester's snapshot. */
    COMMITTED_SINCE
  }

  /** What happens while the requester waits, if it does. */
  private enum Event {
    RIVAL_COMMITS,
    RIVAL_ABORTS,
    RIVAL_EXPIRES,
    RIVAL_IS_CLOSED,
    REQUESTER_IS_CANCELLED
  }

  private record Case(Where where, Request request, Choice choice, Rival rival, Event event) {
    StatementSettings settings() {
      return where
          .settings()
          .withPolicy(request == Request.UPDATE ? choice.policy : Optional.empty())
          .withLockTimeout(choice.boundMillis * 1_000_000);
    }

    Lock lock() {
      return new Lock(Lock.Strength.EXCLUSIVE, choice.policy, 0, "FOR UPDATE");
    }
  }

  /**
   * What must come of it.
   *
   * @param waits whether the requester waits until the event
   * @param error how it fails; empty if it does not
   * @param found the value that the update or lock meets; -1 if the document is left out
   */
  private record Expected(boolean waits, Optional<ErrorCode> error, int found) {
    static Expected atOnce(ErrorCode error) {
      return new Expected(false, Optional.of(error), -1);
    }

    static Expected atOnce(int found) {
      return new Expected(false, Optional.empty(), found);
    }
  }

  /** The table. */
  private static Expected expected(Case c) {
    if (c.rival == Rival.COMMITTED_SINCE) {
      // Waiting cannot make an old snapshot young; a statement's own snapshot is younger.
      return c.where.keepsSnapshot()
          ? Expected.atOnce(ErrorCode.WRITE_CONFLICT)
          : Expected.atOnce(10);
    }
    return switch (reaction(c)) {
      case FAIL -> Expected.atOnce(ErrorCode.WRITE_CONFLICT);
      case NOWAIT -> Expected.atOnce(ErrorCode.LOCK_TIMEOUT);
      case SKIP -> Expected.atOnce(-1);
      case WAIT -> afterWaiting(c);
    };
  }

  private static ConflictPolicy reaction(Case c) {
    if (c.choice.policy.isPresent()) {
      return c.choice.policy.get();
    }
    boolean fails = c.request == Request.UPDATE && c.where.keepsSnapshot();
    return fails ? ConflictPolicy.FAIL : ConflictPolicy.WAIT;
  }

  private static Expected afterWaiting(Case c) {
    if (c.event == Event.REQUESTER_IS_CANCELLED) {
      return new Expected(true, Optional.of(ErrorCode.INTERRUPTED), -1);
    }
    if (c.choice.boundMillis > 0 && c.event == Event.RIVAL_EXPIRES) {
      return new Expected(true, Optional.of(ErrorCode.LOCK_TIMEOUT), -1);
    }
    boolean changed = c.rival == Rival.VERSION && c.event == Event.RIVAL_COMMITS;
    return changed && c.where.keepsSnapshot()
        ? new Expected(true, Optional.of(ErrorCode.WRITE_CONFLICT), -1)
        : new Expected(true, Optional.empty(), changed ? 10 : 0);
  }

  /** What state the requester's session is in after the statement. */
  private static State stateAfter(Case c, Expected expected) {
    if (!c.where.isTransaction()) {
      return State.AUTOCOMMIT;
    }
    var dies = expected.error.filter(code -> ends(c.where, code));
    return dies.isPresent() ? State.FAILED : State.ACTIVE;
  }

  /** Any failure ends a transaction of documents; of SQL's only class 40 does. */
  private static boolean ends(Where where, ErrorCode code) {
    return where.isOfDocuments() || code == ErrorCode.WRITE_CONFLICT;
  }

  static Stream<Arguments> rows() {
    return Stream.of(Where.values())
        .flatMap(where -> Stream.of(Request.values()).map(request -> Arguments.of(where, request)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRowOfTheTable(Where where, Request request) {
    for (var choice : Choice.values()) {
      for (var rival : Rival.values()) {
        for (var one : cases(where, request, choice, rival)) {
          try {
            check(one);
          } catch (AssertionError failed) {
            throw new AssertionError(one.toString(), failed);
          }
        }
      }
    }
  }

  /** With every event where the requester waits for one; otherwise none can happen. */
  private static List<Case> cases(Where where, Request request, Choice choice, Rival rival) {
    var all =
        Stream.of(Event.values())
            .map(event -> new Case(where, request, choice, rival, event))
            .toList();
    return expected(all.get(0)).waits ? all : all.subList(0, 1);
  }

  private static void check(Case c) {
    try (var deployment = TestDeployment.virtual();
        var rival = deployment.sql("rival");
        var requester = deployment.documents().engine().openSession("requester")) {
      rival.insert(1, 0);
      rival.readCommitted();
      if (c.rival == Rival.INTENT) {
        rival.lock(1, Clause.FOR_UPDATE);
      } else if (c.rival == Rival.VERSION) {
        rival.inc(1, 10);
      }
      deployment.advance(1_000);
      begin(c, requester);
      if (c.rival == Rival.COMMITTED_SINCE) {
        rival.inc(1, 10);
        rival.commit();
      }

      var expected = expected(c);
      var call = deployment.call(() -> run(c, requester));
      assertThat(call.isDone()).as("ended at once").isNotEqualTo(expected.waits);
      if (expected.waits) {
        assertThat(requester.waiting().orElseThrow().holders()).containsExactly("rival");
        happen(c, deployment, rival, requester);
      }

      check(c, expected, call);
      assertThat(requester.state()).isEqualTo(stateAfter(c, expected));
      checkCommitted(c, expected, deployment, rival, requester);
    }
  }

  /** Begins the requester's transaction and takes its snapshot. */
  private static void begin(Case c, EngineSession requester) {
    c.where
        .level()
        .ifPresent(
            level -> {
              requester.begin(TransactionSettings.at(level));
              find(c, requester, read());
            });
  }

  private static FindOperation read() {
    return FindOperation.of(TestDeployment.DEMO, SqlSession.byId(1), DocumentPredicate.ALWAYS);
  }

  private static List<Integer> find(Case c, EngineSession session, FindOperation operation) {
    var found = new ArrayList<Integer>();
    try (var cursor = session.find(c.settings(), operation, NONE)) {
      for (var row = cursor.next(); row != null; row = cursor.next()) {
        found.add(SqlSession.n(row));
      }
    }
    return found;
  }

  /** Returns the value that it met; -1 if it left the document out. */
  private static int run(Case c, EngineSession session) {
    if (c.request == Request.FOR_UPDATE) {
      var found = find(c, session, read().withLock(c.lock()));
      return found.isEmpty() ? -1 : found.get(0);
    }
    var met = new int[] {-1};
    var operation =
        UpdateOperation.of(
            TestDeployment.DEMO,
            SqlSession.byId(1),
            DocumentPredicate.ALWAYS,
            (document, parameters) -> {
              met[0] = SqlSession.n(document);
              return SqlSession.document(1, met[0] + 1);
            },
            false);
    long matched = session.update(c.settings(), operation, NONE).matched();
    return matched == 0 ? -1 : met[0];
  }

  private static void happen(
      Case c, TestDeployment deployment, SqlSession rival, EngineSession requester) {
    switch (c.event) {
      case RIVAL_COMMITS -> rival.commit();
      case RIVAL_ABORTS -> rival.rollback();
      case RIVAL_EXPIRES -> deployment.advance(59_000);
      case RIVAL_IS_CLOSED -> rival.close();
      case REQUESTER_IS_CANCELLED -> requester.cancel();
    }
    deployment.settle();
  }

  private static void check(Case c, Expected expected, Call<Integer> call) {
    if (expected.error.isEmpty()) {
      assertThat(call.result()).isEqualTo(expected.found);
      return;
    }
    var code = expected.error.get();
    call.failedWith(code);
    if (code == ErrorCode.LOCK_TIMEOUT && expected.waits) {
      assertThat(call.endedAt()).isEqualTo(1_000 + BOUND_MILLIS);
    }
    if (c.where.isOfDocuments()) {
      boolean transientError = c.where.isTransaction() && code != ErrorCode.INTERRUPTED;
      assertThat(call.failure().hasLabel(DuetException.TRANSIENT_TRANSACTION_ERROR))
          .isEqualTo(transientError);
    }
  }

  /** What was promised is so for everybody after the commit, and nothing is left behind. */
  private static void checkCommitted(
      Case c,
      Expected expected,
      TestDeployment deployment,
      SqlSession rival,
      EngineSession requester) {
    assertThat(deployment.remains().waiters()).isZero();
    if (requester.state() == State.ACTIVE) {
      requester.commit(c.settings().language());
    }
    requester.close();
    rival.close();
    boolean added = c.request == Request.UPDATE && expected.found >= 0;
    int base =
        c.rival == Rival.COMMITTED_SINCE
                || (c.rival == Rival.VERSION && expected.waits && c.event == Event.RIVAL_COMMITS)
            ? 10
            : 0;
    assertThat(deployment.value(1, "n")).isEqualTo(base + (added ? 1 : 0));
    assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(1));
  }
}
