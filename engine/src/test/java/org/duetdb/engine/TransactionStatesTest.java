package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.duetdb.api.Database;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.api.WriteModel.InsertOne;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The state machine of a document transaction, the error matrix on transaction numbers, labels, and
 * what may run inside. Where the reference's rows speak of numbers that a client chooses (a lower
 * one, one used again, one of the future), there is nothing to test: here the session counts.
 */
final class TransactionStatesTest {
  private static final String TRANSIENT = DuetException.TRANSIENT_TRANSACTION_ERROR;

  private final TestDeployment deployment = TestDeployment.virtual();
  private final Session session = deployment.documents().startSession("S");
  private final DocumentCollection<Document> demo = TestDeployment.demo(session);

  @BeforeEach
  void insertOne() {
    deployment.demo().insertOne(doc("{_id: 1, n: 1}"));
  }

  @AfterEach
  void nothingIsLeft() {
    session.close();
    assertThat(deployment.remains().claims()).isZero();
    assertThat(deployment.remains().snapshots()).isZero();
    deployment.close();
  }

  /** What an application can do to its transaction. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Step {
    START(Session::startTransaction),
    COMMIT(Session::commitTransaction),
    ABORT(Session::abortTransaction),
    WRITE(s -> TestDeployment.demo(s).updateOne(doc("{_id: 1}"), doc("{$inc: {n: 1}}"))),
    FAIL(s -> Refused.by(() -> TestDeployment.demo(s).insertOne(doc("{_id: 1}"))));

    private final Consumer<Session> action;

    Step(Consumer<Session> action) {
      this.action = action;
    }
  }

  private void play(String steps) {
    for (var step : steps.split(" ", -1)) {
      Step.valueOf(step).action.accept(session);
    }
  }

  @ParameterizedTest(name = "{0} then {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          START WRITE              | START  | 20  | Transaction already in progress
          START                    | START  | 20  | Transaction already in progress
          WRITE                    | COMMIT | 20  | No transaction started
          WRITE                    | ABORT  | 20  | No transaction started
          START WRITE COMMIT WRITE | COMMIT | 20  | No transaction started
          START WRITE COMMIT WRITE | ABORT  | 20  | No transaction started
          START WRITE ABORT WRITE  | ABORT  | 20  | No transaction started
          START WRITE COMMIT       | ABORT  | 20  | Cannot call abortTransaction after calling commitTransaction
          START COMMIT             | ABORT  | 20  | Cannot call abortTransaction after calling commitTransaction
          START WRITE ABORT        | COMMIT | 20  | Cannot call commitTransaction after calling abortTransaction
          START WRITE ABORT        | ABORT  | 20  | Cannot call abortTransaction twice
          START WRITE FAIL         | COMMIT | 251 | Transaction with { txnNumber: 2 } has been aborted.
          START FAIL               | WRITE  | 251 | Transaction with { txnNumber: 2 } has been aborted.
          START FAIL               | START  | 20  | Transaction already in progress
          """)
  void isRefused(String before, String step, int number, String text) {
    play("WRITE"); // takes number 1, as a retryable write does
    play(before);

    assertThat(Refused.by(() -> play(step)))
        .hasMessage(text.replace("2 }", before.startsWith("START") ? "2 }" : "1 }"))
        .returns(number, DuetException::number);
  }

  @ParameterizedTest(name = "{0}: n is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          START COMMIT                           | 1
          START ABORT                            | 1
          START WRITE COMMIT                     | 2
          START WRITE COMMIT COMMIT COMMIT       | 2
          START WRITE ABORT                      | 1
          START WRITE WRITE COMMIT WRITE         | 4
          START WRITE ABORT START WRITE COMMIT   | 2
          START WRITE COMMIT START WRITE ABORT   | 2
          START FAIL ABORT WRITE                 | 2
          START WRITE FAIL ABORT START WRITE COMMIT | 2
          """)
  void isAllowed(String steps, int value) {
    play(steps);

    assertThat(deployment.value(1, "n")).isEqualTo(value);
  }

  @Test
  void aFailedCommitFailsTheSameWayAgainAndThenTheSessionIsFree() {
    play("START FAIL");

    var first = Refused.by(session::commitTransaction);
    assertThat(first.labels()).containsExactly(TRANSIENT);
    assertThat(Refused.by(session::commitTransaction)).isSameAs(first);
    play("WRITE START WRITE COMMIT");
    assertThat(deployment.value(1, "n")).isEqualTo(3);
  }

  @Test
  void closingASessionAbortsItsTransaction() {
    play("START WRITE");
    session.close();

    assertThat(deployment.value(1, "n")).isEqualTo(1);
    assertThat(Refused.number(() -> demo.find().toList())).isEqualTo(20);
  }

  /** How an operation fails inside a transaction. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Failure {
    TYPE(c -> c.updateOne(doc("{_id: 1}"), doc("{$push: {n: 1}}")), 2),
    UNKNOWN_UPDATE_OPERATOR(c -> c.updateOne(doc("{_id: 1}"), doc("{$foo: {n: 1}}")), 9),
    UNKNOWN_QUERY_OPERATOR(c -> c.find(doc("{n: {$foo: 1}}")).toList(), 2),
    DUPLICATE_KEY(c -> c.insertOne(doc("{_id: 1}")), 11000),
    IMMUTABLE_ID(c -> c.updateOne(doc("{_id: 1}"), doc("{$set: {_id: 2}}")), 66),
    WRONG_SORT(c -> c.find().sort(doc("{n: 5}")).toList(), 15975),
    WRONG_PROJECTION(c -> c.find().projection(doc("{a: 1, b: 0}")).toList(), 31254),
    PROJECTION_OF_A_DOCUMENT(
        c -> c.find().projection(doc("{x: {$divide: ['$n', 0]}}")).toList(), 2),
    EXPRESSION_OF_A_FILTER(c -> c.find(doc("{$expr: {$divide: ['$n', 0]}}")).toList(), 2),
    STAGE_OF_A_DOCUMENT(
        c -> c.aggregate(List.of(doc("{$project: {x: {$divide: ['$n', 0]}}}"))).toList(), 2),
    WRONG_STAGE(c -> c.aggregate(List.of(doc("{$foo: 1}"))).toList(), 40324),
    REPLACEMENT(c -> c.replaceOne(doc("{_id: 1}"), doc("{$x: 1}")), 52),
    TOO_LARGE(c -> c.insertOne(new Document("x", "x".repeat(17 << 20))), 10334);

    private final Consumer<DocumentCollection<Document>> operation;
    private final int number;

    Failure(Consumer<DocumentCollection<Document>> operation, int number) {
      this.operation = operation;
      this.number = number;
    }
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void anyFailureAbortsTheTransactionWithoutALabel(Failure failure) {
    play("START WRITE");

    var refused = Refused.by(() -> failure.operation.accept(demo));
    assertThat(refused.number()).isEqualTo(failure.number);
    assertThat(refused.labels()).isEmpty();
    assertThat(session.hasActiveTransaction()).as("until the application says so").isTrue();
    var next = Refused.by(() -> demo.find().first());
    assertThat(next.number()).isEqualTo(251);
    assertThat(next.labels()).containsExactly(TRANSIENT);
    assertThat(deployment.value(1, "n")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void outsideATransactionAFailureHasNoLabelEither(Failure failure) {
    assertThat(Refused.by(() -> failure.operation.accept(demo)).labels()).isEmpty();
  }

  @Test
  void aPipelineThatIsReadWhenItsTransactionReachesItsLifetimeSaysSo() {
    session.startTransaction();
    for (int i = 0; i < 300; i++) {
      demo.insertOne(doc("{}"));
    }
    var cursor = demo.aggregate(List.of(doc("{$match: {}}"))).cursor();
    cursor.next();
    deployment.advance(60_000);

    var refused = Refused.by(() -> cursor.forEachRemaining(document -> {}));
    assertThat(refused.number()).isIn(290, 251);
    assertThat(refused.labels()).containsExactly(TRANSIENT);
  }

  @Test
  void aConflictIsTransientInsideATransaction() {
    try (var rival = deployment.documents().startSession("R")) {
      rival.startTransaction();
      Step.WRITE.action.accept(rival);
      session.startTransaction();

      var conflict = Refused.by(() -> play("WRITE"));
      assertThat(conflict)
          .hasMessageStartingWith(
              "Caused by :: Write conflict during plan execution and yielding is disabled. ::"
                  + " Please retry your operation or multi-document transaction.");
      assertThat(conflict.number()).isEqualTo(112);
      assertThat(conflict.codeName()).isEqualTo("WriteConflict");
      assertThat(conflict.labels()).containsExactly(TRANSIENT);
    }
  }

  /** What MongoDB allows in a transaction, and what it forbids. */
  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  enum Inside {
    FIND(db -> db.collection("demo").find().toList(), true),
    AGGREGATE(db -> db.collection("demo").aggregate(List.of(doc("{$count: 'n'}"))).toList(), true),
    DISTINCT(db -> db.collection("demo").distinct("n", doc("{}"), Integer.class), true),
    COUNT_DOCUMENTS(db -> db.collection("demo").countDocuments(), true),
    INSERT(db -> db.collection("demo").insertOne(doc("{_id: 5}")), true),
    UPDATE(db -> db.collection("demo").updateMany(doc("{}"), doc("{$inc: {n: 1}}")), true),
    DELETE(db -> db.collection("demo").deleteMany(doc("{}")), true),
    FIND_AND_MODIFY(db -> db.collection("demo").findOneAndDelete(doc("{}")), true),
    BULK_WRITE(db -> db.collection("demo").bulkWrite(List.of(new InsertOne<>(doc("{}")))), true),
    CREATE(db -> db.createCollection("new"), true),
    CREATE_BY_INSERT(db -> db.collection("new").insertOne(doc("{}")), true),
    CREATE_INDEX_OF_A_NEW_COLLECTION(db -> db.collection("new").createIndex(doc("{n: 1}")), true),
    CREATE_AN_INDEX_THAT_EXISTS(db -> db.collection("demo").createIndex(doc("{x: 1}")), true),
    CREATE_INDEX_OF_DOCUMENTS(db -> db.collection("demo").createIndex(doc("{n: 1}")), false),
    DROP_INDEX(db -> db.collection("demo").dropIndex("x_1"), false),
    DROP_INDEXES(db -> db.collection("demo").dropIndexes(), false),
    LIST_INDEXES(db -> db.collection("demo").listIndexes(), false),
    EXPLAIN(db -> db.collection("demo").find().explain(), false),
    COLL_STATS(db -> db.collection("demo").stats(), false),
    WRITE_TO_SYSTEM(db -> db.collection("system.x").insertOne(doc("{}")), false),
    COUNT(db -> db.collection("demo").estimatedDocumentCount(), false),
    DROP(db -> db.collection("demo").drop(), false),
    LIST_COLLECTIONS(Database::collectionNames, false),
    PROFILE(db -> db.setProfilingLevel(0, Duration.ZERO), false),
    SYSTEM_PROFILE(db -> db.collection("system.profile").find().toList(), false),
    OUT(db -> db.collection("demo").aggregate(List.of(doc("{$out: 'x'}"))).toList(), false),
    MERGE(db -> db.collection("demo").aggregate(List.of(doc("{$merge: 'x'}"))).toList(), false);

    private final Consumer<Database> operation;
    private final boolean allowed;

    Inside(Consumer<Database> operation, boolean allowed) {
      this.operation = operation;
      this.allowed = allowed;
    }
  }

  @ParameterizedTest
  @EnumSource(Inside.class)
  void mayRunInATransactionOrIsRefusedWith263(Inside inside) {
    deployment.demo().createIndex(doc("{x: 1}"));
    play("START WRITE");
    var database = session.database("test");
    if (inside.allowed) {
      inside.operation.accept(database);
      session.commitTransaction();
      return;
    }

    var refused = Refused.by(() -> inside.operation.accept(database));
    assertThat(refused.number()).isEqualTo(263);
    assertThat(refused.labels()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"admin", "config", "local"})
  void theServersOwnDatabasesAreOutOfReach(String database) {
    play("START WRITE");

    assertThat(Refused.by(() -> session.database(database).collection("x").find().toList()))
        .hasMessage("Cannot run command against the '" + database + "' database in a transaction.")
        .returns(263, DuetException::number);
    session.commitTransaction(); // because a command that is not let in does not abort it
    assertThat(deployment.value(1, "n")).isEqualTo(2);
  }

  @Test
  void othersOnTheSameDataSeeCommittedDocumentsOnly() {
    play("START WRITE");

    assertThat(deployment.value(1, "n")).isEqualTo(1);
    assertThat(demo.find().first().orElseThrow().getInteger("n")).isEqualTo(2);
    session.commitTransaction();
    assertThat(deployment.value(1, "n")).isEqualTo(2);
  }

  @Test
  void aSessionReadsWhatItHasWrittenAndWhatWasCommittedBefore() {
    deployment.demo().insertOne(doc("{_id: 2}"));
    demo.insertOne(doc("{_id: 3}"));
    play("START");

    assertThat(demo.countDocuments()).isEqualTo(3);
    session.commitTransaction();
  }

  @Test
  void theSnapshotIsThatOfTheFirstOperation() {
    play("START");
    deployment.demo().insertOne(doc("{_id: 2}"));
    assertThat(demo.countDocuments()).isEqualTo(2);
    deployment.demo().insertOne(doc("{_id: 3}"));

    assertThat(demo.countDocuments()).isEqualTo(2);
    session.commitTransaction();
  }

  @Test
  void aDropWaitsForATransactionWhereMongoDBsTransactionTimesOutAfterFiveMilliseconds() {
    play("START WRITE");
    var drop =
        deployment.call(
            () -> {
              deployment.demo().drop();
              return true;
            });
    deployment.advance(1_000);
    assertThat(drop.isDone()).isFalse();
    play("WRITE COMMIT");
    deployment.settle();

    assertThat(drop.result()).isTrue();
    assertThat(deployment.demo().countDocuments()).isZero();
  }

  @Test
  void ofTwoTransactionsThatCreateTheSameCollectionOneFailsWith112() {
    try (var rival = deployment.documents().startSession("R")) {
      rival.startTransaction();
      rival.database("test").collection("new").insertOne(doc("{}"));
      session.startTransaction();

      var refused =
          Refused.by(() -> session.database("test").collection("new").insertOne(doc("{}")));
      assertThat(refused.number()).isEqualTo(112);
      assertThat(refused.labels()).containsExactly(TRANSIENT);
    }
  }
}
