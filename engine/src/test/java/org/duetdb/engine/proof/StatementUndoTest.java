package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.BulkWriteException;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.EngineSession.State;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.StatementSettings.Language;
import org.duetdb.api.spi.TransactionSettings;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.engine.Call;
import org.duetdb.engine.Remains;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A statement over 1,000 documents that fails at the last leaves no trace, where it must not. */
final class StatementUndoTest {
  private static final int COUNT = 1_000;
  private static final Object[] NONE = {};
  private static final Document LAST = new Document("_id", COUNT);
  private static final Document INC = new Document("$inc", new Document("n", 1));

  private final TestDeployment deployment = TestDeployment.virtual();
  private final SqlSession rival = deployment.sql("rival");
  private final EngineSession session =
      deployment.documents().engine().openSession("statement under test");

  /** How a SQL statement fails at its last document. */
  private enum Failure {
    /** An insert meets a key that exists. */
    DUPLICATE(ErrorCode.DUPLICATE_KEY),
    /** An update meets a rival. */
    UPDATE_MEETS_RIVAL(ErrorCode.LOCK_TIMEOUT),
    /** A delete meets a rival. */
    DELETE_MEETS_RIVAL(ErrorCode.LOCK_TIMEOUT),
    /** The function that makes the next document throws. */
    EXPRESSION(ErrorCode.BAD_VALUE);

    private final ErrorCode code;

    Failure(ErrorCode code) {
      this.code = code;
    }
  }

  @BeforeEach
  void insert() {
    var documents = new ArrayList<Document>();
    for (int id = 1; id <= COUNT; id++) {
      documents.add(new Document("_id", id).append("n", 0));
    }
    deployment.demo().insertMany(documents);
    rival.readCommitted();
    rival.inc(COUNT, 1);
  }

  @AfterEach
  void nothingIsLeft() {
    session.close();
    rival.close();
    assertThat(deployment.remains())
        .isEqualTo(Remains.nothingBut((int) deployment.demo().countDocuments()));
    deployment.close();
  }

  private static StatementSettings settings() {
    return StatementSettings.sql("test").withPolicy(Optional.of(ConflictPolicy.NOWAIT));
  }

  private void fail(Failure how) {
    assertThatThrownBy(() -> run(how))
        .isInstanceOfSatisfying(
            DuetException.class, failed -> assertThat(failed.code()).isEqualTo(how.code));
  }

  private void run(Failure how) {
    switch (how) {
      case DUPLICATE -> {
        var documents = new ArrayList<byte[]>();
        for (int id = 2 * COUNT; id > COUNT; id--) {
          documents.add(SqlSession.document(id, 7));
        }
        documents.add(SqlSession.document(1, 7));
        session.insert(settings(), new InsertOperation(TestDeployment.DEMO, documents, true, true));
      }
      case UPDATE_MEETS_RIVAL ->
          session.update(settings(), SqlSession.increment(Access.ALL, 1), NONE);
      case DELETE_MEETS_RIVAL ->
          session.delete(
              settings(),
              DeleteOperation.of(TestDeployment.DEMO, Access.ALL, DocumentPredicate.ALWAYS, true),
              NONE);
      case EXPRESSION -> session.update(settings(), failingAtTheLast(), NONE);
    }
  }

  private static UpdateOperation failingAtTheLast() {
    return UpdateOperation.of(
        TestDeployment.DEMO,
        Access.ALL,
        DocumentPredicate.ALWAYS,
        (document, parameters) -> {
          if (SqlSession.id(document) == COUNT) {
            throw new DuetException(ErrorCode.BAD_VALUE, "division by zero");
          }
          return SqlSession.document(SqlSession.id(document), 7);
        },
        true);
  }

  private void nothingHasChanged() {
    assertThat(deployment.demo().countDocuments()).isEqualTo(COUNT);
    assertThat(deployment.demo().countDocuments(new Document("n", 0))).isEqualTo(COUNT);
  }

  /** Nobody has a claim on any document but the rival. */
  private void everyOtherDocumentIsFree() {
    var others = new Document("_id", new Document("$lt", COUNT));
    var call =
        deployment.call(
            () ->
                deployment
                    .demo()
                    .withConflictPolicy(ConflictPolicy.NOWAIT)
                    .updateMany(others, INC)
                    .modifiedCount());
    assertThat(call.result()).isEqualTo(COUNT - 1);
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void inAutocommit(Failure how) {
    fail(how);

    nothingHasChanged();
    everyOtherDocumentIsFree();
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void inATransactionThatLivesOnWithWhatItDidBefore(Failure how) {
    for (var level :
        List.of(
            IsolationLevel.READ_COMMITTED,
            IsolationLevel.REPEATABLE_READ,
            IsolationLevel.SERIALIZABLE)) {
      session.begin(TransactionSettings.at(level));
      session.insert(
          settings(),
          new InsertOperation(TestDeployment.DEMO, List.of(SqlSession.document(0, 0)), true, true));

      fail(how);

      assertThat(session.state()).as("%s", level).isEqualTo(State.ACTIVE);
      session.delete(
          settings(),
          DeleteOperation.of(
              TestDeployment.DEMO, SqlSession.byId(0), DocumentPredicate.ALWAYS, true),
          NONE);
      session.commit(Language.SQL);
      nothingHasChanged();
    }
    everyOtherDocumentIsFree();
  }

  @Test
  void whoWaitsForOneOfItsDocumentsGoesOn() {
    rival.rollback();
    session.begin(TransactionSettings.at(IsolationLevel.READ_COMMITTED));
    rival.readCommitted();
    var waiting = new ArrayList<Call<Long>>();

    assertThatThrownBy(
            () ->
                session.execute(
                    settings(),
                    scope -> {
                      scope.update(SqlSession.increment(SqlSession.byId(1), 1), NONE);
                      waiting.add(deployment.call(() -> rival.inc(1, 5)));
                      assertThat(waiting.get(0).isDone()).isFalse();
                      throw new DuetException(ErrorCode.BAD_VALUE, "division by zero");
                    }))
        .isInstanceOf(DuetException.class);
    deployment.settle();

    assertThat(waiting.get(0).result()).isEqualTo(1);
    rival.commit();
    assertThat(deployment.value(1, "n")).isEqualTo(5);
  }

  @Test
  void aDocumentTransactionIsGoneAsAWhole() {
    try (var transaction = deployment.documents().startSession("documents")) {
      transaction.startTransaction();
      TestDeployment.demo(transaction).insertOne(new Document("_id", 0));

      assertThatThrownBy(() -> TestDeployment.demo(transaction).updateMany(new Document(), INC))
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> assertThat(failed.code()).isEqualTo(ErrorCode.WRITE_CONFLICT));

      assertThatThrownBy(transaction::commitTransaction)
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> assertThat(failed.code()).isEqualTo(ErrorCode.NO_SUCH_TRANSACTION));
    }
    nothingHasChanged();
    everyOtherDocumentIsFree();
  }

  /** Outside a transaction each document is a unit of its own: seed 2. */
  @Test
  void outsideATransactionDocumentsKeepWhatWasDone() {
    var failing = deployment.demo().withConflictPolicy(ConflictPolicy.FAIL);
    assertThatThrownBy(() -> failing.updateMany(new Document(), INC))
        .isInstanceOfSatisfying(
            DuetException.class,
            failed -> assertThat(failed.code()).isEqualTo(ErrorCode.WRITE_CONFLICT));
    assertThat(deployment.demo().countDocuments(new Document("n", 1))).isEqualTo(COUNT - 1);

    assertThatThrownBy(() -> failing.deleteMany(new Document())).isInstanceOf(DuetException.class);
    assertThat(deployment.demo().countDocuments()).isEqualTo(1);

    var documents = new ArrayList<Document>();
    for (int id = 1; id <= COUNT; id++) {
      documents.add(new Document("_id", id));
    }
    rival.rollback();
    assertThatThrownBy(() -> deployment.demo().insertMany(documents))
        .isInstanceOfSatisfying(
            BulkWriteException.class, failed -> assertThat(failed.inserted()).isEqualTo(COUNT - 1));
    assertThat(deployment.demo().countDocuments()).isEqualTo(COUNT);
  }

  /** What was done before the wait is done once, also when the statement goes on after it. */
  @Test
  void outsideATransactionWhatWasDoneIsNotDoneTwice() {
    var call =
        deployment.call(() -> deployment.demo().updateMany(new Document(), INC).modifiedCount());
    assertThat(call.isDone()).isFalse();
    assertThat(deployment.demo().countDocuments(new Document("n", 1))).isEqualTo(COUNT - 1);
    deployment.demo().updateMany(new Document("_id", new Document("$lt", COUNT)), INC);

    rival.commit();
    deployment.settle();

    assertThat(call.result()).isEqualTo(COUNT);
    assertThat(deployment.demo().countDocuments(new Document("n", 2))).isEqualTo(COUNT);
    assertThat(deployment.demo().find(LAST).first().orElseThrow()).containsEntry("n", 2);
  }
}
