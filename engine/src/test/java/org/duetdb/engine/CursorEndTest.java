package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Consumer;
import org.bson.Document;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a cursor when its transaction ends. */
final class CursorEndTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private Session session;

  @BeforeEach
  void threeDocuments() {
    for (int id = 1; id <= 3; id++) {
      deployment.demo().insertOne(new Document("_id", id));
    }
    session = deployment.documents().startSession("S");
  }

  @AfterEach
  void nothingIsLeft() {
    session.close();
    assertThat(deployment.remains().snapshots()).isZero();
    deployment.close();
  }

  /** How the transaction ends. */
  private enum End {
    COMMIT(Session::commitTransaction),
    ABORT(Session::abortTransaction),
    CLOSE(Session::close);

    @SuppressWarnings("ImmutableEnumChecker") // a method of the session
    final Consumer<Session> how;

    End(Consumer<Session> how) {
      this.how = how;
    }
  }

  private void begin(IsolationLevel level) {
    session.startTransaction(TransactionOptions.DEFAULT.withIsolation(level));
  }

  private static void assertGone(Iterator<Document> cursor) {
    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(cursor::hasNext)
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(ErrorCode.CURSOR_NOT_FOUND);
                assertThat(failed.code().number()).isEqualTo(43);
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void readingOnAfterTheEndFailsInsteadOfPretendingThatThereIsNoMore(End end) {
    for (var level : IsolationLevel.values()) {
      begin(level);
      var cursor = TestDeployment.demo(session).find().iterator();
      assertThat(cursor.next()).isEqualTo(new Document("_id", 1));

      end.how.accept(session);

      assertGone(cursor);
      assertThat(deployment.remains().snapshots()).as("%s", level).isZero();
      session.close();
      session = deployment.documents().startSession("S");
    }
  }

  @Test
  void oneReadToItsEndOrClosedBeforeStaysAsItIs() {
    begin(IsolationLevel.REPEATABLE_READ);
    var read = TestDeployment.demo(session).find().iterator();
    while (read.hasNext()) {
      read.next();
    }
    session.commitTransaction();

    assertThat(read.hasNext()).isFalse();
  }

  @Test
  void aReadCommittedCursorGivesItsSnapshotBackWhenItIsReadOrClosed() {
    begin(IsolationLevel.READ_COMMITTED);
    for (int i = 0; i < 100; i++) {
      var cursor = TestDeployment.demo(session).find().iterator();
      while (cursor.hasNext()) {
        cursor.next();
      }
    }
    assertThat(deployment.remains().snapshots()).isZero();
    var open = TestDeployment.demo(session).find().cursor();
    open.next();
    assertThat(deployment.remains().snapshots()).isEqualTo(1);
    open.close();
    assertThat(deployment.remains().snapshots()).isZero();
  }

  @Test
  void aSortThatFailsGivesTheSnapshotBack() {
    try (var sql = deployment.sql("Q")) {
      for (int round = 0; round < 2; round++) {
        var failing =
            FindOperation.of(
                    TestDeployment.DEMO,
                    Access.ALL,
                    (document, parameters) -> {
                      throw new IllegalStateException("a predicate with a bug");
                    })
                .withOrder(Arrays::compare);
        assertThatThrownBy(() -> sql.rows(failing)).isInstanceOf(IllegalStateException.class);
        assertThat(deployment.remains().snapshots()).isZero();
        var noKey =
            FindOperation.of(
                TestDeployment.DEMO,
                new Access.Keys(
                    parameters -> {
                      throw new IllegalStateException("keys with a bug");
                    }),
                DocumentPredicate.ALWAYS);
        assertThatThrownBy(() -> sql.rows(noKey)).isInstanceOf(IllegalStateException.class);
        assertThat(deployment.remains().snapshots()).isZero();
        if (round == 0) {
          sql.readCommitted(); // and the same inside a transaction
        }
      }
    }
  }
}
