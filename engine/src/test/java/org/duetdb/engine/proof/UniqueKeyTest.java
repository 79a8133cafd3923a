package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.engine.Remains;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An insert meets its {@code _id}: everything that may be there, in every row of the conflict
 * table, under every policy. MongoDB's decision for unique keys, and SQL's.
 */
final class UniqueKeyTest {
  private static final Object[] NONE = {};
  private static final int BY_OTHERS = 7;
  private static final int MINE = 1;

  /** What is at the key. */
  private enum Key {
    FREE,
    /** A document that the snapshot sees. */
    COMMITTED,
    /** A document that was committed after the snapshot. */
    COMMITTED_SINCE,
    /** A document of an open transaction that commits, or does not. */
    RIVALS_THAT_COMMITS,
    RIVALS_THAT_ABORTS,
    /** A document that was deleted before the snapshot, after it, or by an open transaction. */
    DELETED,
    DELETED_SINCE,
    RIVAL_DELETES_AND_COMMITS,
    RIVAL_DELETES_AND_ABORTS,
    /** A document that came and went after the snapshot. */
    CAME_AND_WENT_SINCE;

    boolean isRivals() {
      return name().startsWith("RIVAL");
    }

    boolean isSince() {
      return name().endsWith("SINCE");
    }

    /** Whether a document is there in the end, if the insert does nothing. */
    boolean leavesDocument() {
      return this == COMMITTED
          || this == COMMITTED_SINCE
          || this == RIVALS_THAT_COMMITS
          || this == RIVAL_DELETES_AND_ABORTS;
    }

    /** Whether a version is committed that the snapshot does not see. */
    boolean changesSince() {
      return isSince() || this == RIVALS_THAT_COMMITS || this == RIVAL_DELETES_AND_COMMITS;
    }
  }

  private record Case(Where where, Optional<ConflictPolicy> policy, Key key) {
    StatementSettings settings() {
      return where.settings().withPolicy(policy);
    }

    /** The reaction to a rival: what the policy says, or the row's default. */
    ConflictPolicy reaction() {
      return policy.orElse(where.keepsSnapshot() ? ConflictPolicy.FAIL : ConflictPolicy.WAIT);
    }
  }

  /** What must come of the insert: an error, or one document. */
  private record Expected(boolean waits, Optional<ErrorCode> error) {
    static Expected error(boolean waits, ErrorCode code) {
      return new Expected(waits, Optional.of(code));
    }

    static Expected inserts(boolean waits) {
      return new Expected(waits, Optional.empty());
    }
  }

  private static Expected expected(Case c) {
    if (!c.key.isRivals()) {
      return expected(c, false);
    }
    return switch (c.reaction()) {
      case WAIT -> expected(c, true);
      case FAIL -> Expected.error(false, ErrorCode.WRITE_CONFLICT);
      case NOWAIT, SKIP -> Expected.error(false, ErrorCode.LOCK_TIMEOUT); // nothing to leave out
    };
  }

  /** When nobody's claim is there, or has gone. */
  private static Expected expected(Case c, boolean waits) {
    boolean stale = c.where.keepsSnapshot() && c.key.changesSince();
    if (c.key.leavesDocument()) {
      // Of a key that was committed after the snapshot, SQL that waits makes a duplicate, except
      // where that would deny what was read (decision 0007).
      boolean duplicate =
          !stale
              || (c.reaction() == ConflictPolicy.WAIT
                  && !c.where.isOfDocuments()
                  && c.where != Where.SERIALIZABLE);
      return Expected.error(waits, duplicate ? ErrorCode.DUPLICATE_KEY : ErrorCode.WRITE_CONFLICT);
    }
    return stale ? Expected.error(waits, ErrorCode.WRITE_CONFLICT) : Expected.inserts(waits);
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void aRowOfTheTable(Where where) {
    var policies =
        Stream.concat(
                Stream.of(Optional.<ConflictPolicy>empty()),
                Stream.of(ConflictPolicy.values()).map(Optional::of))
            .toList();
    for (var policy : policies) {
      for (var key : Key.values()) {
        var one = new Case(where, policy, key);
        try {
          check(one);
        } catch (AssertionError failed) {
          throw new AssertionError(one.toString(), failed);
        }
      }
    }
  }

  private static void check(Case c) {
    try (var deployment = TestDeployment.virtual();
        var rival = deployment.sql("rival");
        var requester = deployment.documents().engine().openSession("requester")) {
      rival.insert(0, 0);
      prepare(c, rival, requester);

      var expected = expected(c);
      var call = deployment.call(() -> insert(c, requester));
      assertThat(call.isDone()).as("ended at once").isNotEqualTo(expected.waits);
      boolean commits = c.key.name().endsWith("COMMITS");
      if (commits) {
        rival.commit();
      } else {
        rival.rollback();
      }
      deployment.settle();

      if (expected.error.isPresent()) {
        call.failedWith(expected.error.get());
        checkLabels(c, call.failure());
      } else {
        assertThat(call.result()).isEqualTo(1);
      }
      endTransaction(c, expected, requester);
      checkDocument(c, expected.error.isEmpty(), deployment);
    }
  }

  private static void prepare(Case c, SqlSession rival, EngineSession requester) {
    boolean existed =
        switch (c.key) {
          case COMMITTED,
              DELETED,
              DELETED_SINCE,
              RIVAL_DELETES_AND_ABORTS,
              RIVAL_DELETES_AND_COMMITS ->
              true;
          default -> false;
        };
    if (existed) {
      rival.insert(1, BY_OTHERS);
    }
    if (c.key == Key.DELETED) {
      rival.delete(1);
    }
    begin(c, requester);
    if (c.key.isRivals()) {
      rival.readCommitted();
    }
    switch (c.key) {
      case COMMITTED_SINCE, RIVALS_THAT_ABORTS, RIVALS_THAT_COMMITS -> rival.insert(1, BY_OTHERS);
      case DELETED_SINCE, RIVAL_DELETES_AND_ABORTS, RIVAL_DELETES_AND_COMMITS -> rival.delete(1);
      case CAME_AND_WENT_SINCE -> {
        rival.insert(1, BY_OTHERS);
        rival.delete(1);
      }
      default -> {}
    }
  }

  private static void begin(Case c, EngineSession requester) {
    c.where
        .level()
        .ifPresent(
            level -> {
              requester.begin(TransactionSettings.at(level));
              var read =
                  FindOperation.of(
                      TestDeployment.DEMO, SqlSession.byId(0), DocumentPredicate.ALWAYS);
              try (var cursor = requester.find(c.settings(), read, NONE)) {
                assertThat(cursor.next()).isNotNull();
              }
            });
  }

  private static long insert(Case c, EngineSession session) {
    var outcome =
        session.insert(
            c.settings(),
            new InsertOperation(
                TestDeployment.DEMO, List.of(SqlSession.document(1, MINE)), true, true));
    outcome
        .failures()
        .forEach(
            failure -> {
              throw failure.error();
            });
    return outcome.inserted();
  }

  /** A duplicate carries no label; a conflict in a transaction says that it may be run again. */
  private static void checkLabels(Case c, DuetException failed) {
    if (failed.code() == ErrorCode.DUPLICATE_KEY) {
      assertThat(failed.labels()).isEmpty();
    } else if (c.where.isOfDocuments()) {
      assertThat(failed.hasLabel(DuetException.TRANSIENT_TRANSACTION_ERROR))
          .isEqualTo(c.where.isTransaction());
    }
  }

  private static void endTransaction(Case c, Expected expected, EngineSession requester) {
    if (!c.where.isTransaction()) {
      assertThat(requester.state()).isEqualTo(State.AUTOCOMMIT);
      return;
    }
    boolean dies =
        expected.error.isPresent()
            && (c.where.isOfDocuments() || expected.error.get() == ErrorCode.WRITE_CONFLICT);
    assertThat(requester.state()).isEqualTo(dies ? State.FAILED : State.ACTIVE);
    if (!dies) {
      requester.commit(c.settings().language());
    }
    requester.rollback();
  }

  private static void checkDocument(Case c, boolean inserted, TestDeployment deployment) {
    try (var reader = deployment.sql("reader")) {
      int there = c.key.leavesDocument() ? BY_OTHERS : -1;
      assertThat(reader.read(1)).isEqualTo(inserted ? MINE : there);
      assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(reader.read(1) == -1 ? 1 : 2));
    }
  }
}
