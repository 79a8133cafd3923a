package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.duetdb.engine.TestDeployment.doc;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.Session;
import org.duetdb.api.TransactionOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.IndexDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Unique keys obey the one conflict rule. The two tables are those of the reference, section 2.4:
 * pairs of transactions that want the same key of a unique index on x, and what a key's state means
 * for who wants it.
 */
final class UniqueIndexTest {
  private final TestDeployment test = TestDeployment.virtual("transactionLifetime=0");

  @BeforeEach
  void uniqueIndexOnX() {
    test.demo().createIndex(doc("{x: 1}"), IndexOptions.DEFAULT.withUnique(true));
    test.demo().insertMany(List.of(doc("{_id: 'a', x: 'a'}"), doc("{_id: 'b', x: 'b'}")));
  }

  @AfterEach
  void nothingIsHeld() {
    assertThat(test.remains().claims()).isZero();
    assertThat(test.remains().waiters()).isZero();
    test.close();
  }

  /** Two writes that want the same key x = 5. */
  @SuppressWarnings("ImmutableEnumChecker") // they are functions
  enum Pair {
    INSERT_AND_INSERT(
        one -> one.insertOne(doc("{_id: 1, x: 5}")), two -> two.insertOne(doc("{_id: 2, x: 5}"))),
    UPDATE_AND_UPDATE_TO_THE_SAME(
        one -> one.updateOne(doc("{_id: 'a'}"), doc("{$set: {x: 5}}")),
        two -> two.updateOne(doc("{_id: 'b'}"), doc("{$set: {x: 5}}"))),
    UPSERT_AND_UPSERT(
        one -> one.updateOne(doc("{x: 5}"), doc("{$set: {y: 1}}"), upsert()),
        two -> two.updateOne(doc("{x: 5}"), doc("{$set: {y: 2}}"), upsert())),
    BATCH_INSERTS(
        one -> one.insertMany(List.of(doc("{_id: 1, x: 4}"), doc("{_id: 2, x: 5}"))),
        two -> two.insertMany(List.of(doc("{_id: 3, x: 6}"), doc("{_id: 4, x: 5}")))),
    MULTI_UPDATES_WITH_COLLIDING_IMAGES(
        one -> one.updateMany(doc("{_id: 'a'}"), doc("{$set: {x: 5}}")),
        two -> two.updateMany(doc("{_id: 'b'}"), doc("{$set: {x: 5}}")));

    private final Consumer<DocumentCollection<Document>> first;
    private final Consumer<DocumentCollection<Document>> second;

    Pair(
        Consumer<DocumentCollection<Document>> first,
        Consumer<DocumentCollection<Document>> second) {
      this.first = first;
      this.second = second;
    }

    private static UpdateOptions upsert() {
      return UpdateOptions.DEFAULT.withUpsert(true);
    }
  }

  private Session begin(String label) {
    var session = test.documents().startSession(label);
    session.startTransaction();
    return session;
  }

  private static void fails(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            DuetException.class, failed -> assertThat(failed.code()).isEqualTo(code));
  }

  private static void conflicts(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            DuetException.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(ErrorCode.WRITE_CONFLICT);
              assertThat(failed.labels())
                  .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
            });
  }

  private void isConsistent() {
    var found = test.demo().find(doc("{x: 5}"));
    assertThat(found.explain().getString("planSummary")).isEqualTo("IXSCAN { x: 1 }");
    assertThat(found.toList()).hasSize(1);
    assertThat(test.demo().find(doc("{x: 5}")).hint(doc("{$natural: 1}")).toList()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void theFirstWinsAndTheSecondConflicts(Pair pair) {
    try (var one = begin("one");
        var two = begin("two")) {
      pair.first.accept(TestDeployment.demo(one));
      conflicts(() -> pair.second.accept(TestDeployment.demo(two)));
      one.commitTransaction();
      fails(ErrorCode.NO_SUCH_TRANSACTION, two::commitTransaction);
    }
    isConsistent();
  }

  @ParameterizedTest
  @EnumSource
  void theSecondWinsByCommittingBeforeTheFirstWrites(Pair pair) {
    try (var one = begin("one");
        var two = begin("two")) {
      TestDeployment.demo(one).countDocuments();
      pair.second.accept(TestDeployment.demo(two));
      two.commitTransaction();
      conflicts(() -> pair.first.accept(TestDeployment.demo(one)));
      fails(ErrorCode.NO_SUCH_TRANSACTION, one::commitTransaction);
    }
    isConsistent();
  }

  @ParameterizedTest
  @EnumSource
  void afterAnAbortTheKeyIsFree(Pair pair) {
    try (var one = begin("one");
        var two = begin("two")) {
      pair.first.accept(TestDeployment.demo(one));
      one.abortTransaction();
      pair.second.accept(TestDeployment.demo(two));
      two.commitTransaction();
    }
    isConsistent();
  }

  @ParameterizedTest
  @EnumSource
  void outsideATransactionTheSecondWaitsAndThenLooksAgain(Pair pair) {
    try (var one = begin("one")) {
      pair.first.accept(TestDeployment.demo(one));
      var waiting =
          test.call(
              () -> {
                pair.second.accept(test.demo());
                return true;
              });
      assertThat(waiting.isDone()).isFalse();
      one.commitTransaction();
      test.settle();
      assertThat(waiting.isDone()).isTrue();
      if (pair == Pair.UPSERT_AND_UPSERT) {
        assertThat(test.demo().find(doc("{x: 5}")).first().orElseThrow()).containsEntry("y", 2);
      } else {
        assertThat(waiting.failure())
            .isInstanceOfSatisfying(
                DuetException.class, failed -> assertThat(failed.code().number()).isEqualTo(11000));
      }
    }
    isConsistent();
  }

  @Test
  void outsideATransactionTheSecondSucceedsWhenTheFirstAborts() {
    try (var one = begin("one")) {
      TestDeployment.demo(one).insertOne(doc("{_id: 1, x: 5}"));
      var waiting = test.call(() -> test.demo().insertOne(doc("{_id: 2, x: 5}")));
      assertThat(waiting.isDone()).isFalse();
      one.abortTransaction();
      test.settle();
      assertThat(waiting.isDone()).isTrue();
    }
    assertThat(test.demo().find(doc("{x: 5}")).first().orElseThrow()).containsEntry("_id", 2);
    isConsistent();
  }

  @Test
  void aKeyCommittedAndVisibleIsADuplicateWithItsPatternAndValue() {
    var outside =
        catchThrowableOfType(
            DuplicateKeyException.class, () -> test.demo().insertOne(doc("{_id: 1, x: 'a'}")));
    assertThat(outside)
        .hasMessage(
            "E11000 duplicate key error collection: test.demo index: x_1 dup key: { x: \"a\" }");
    assertThat(outside.keyPattern()).isEqualTo(BsonDocument.parse("{x: 1}"));
    assertThat(outside.keyValue()).isEqualTo(BsonDocument.parse("{x: 'a'}"));
    try (var one = begin("one")) {
      var inside =
          catchThrowableOfType(
              DuplicateKeyException.class,
              () -> TestDeployment.demo(one).insertOne(doc("{_id: 1, x: 'a'}")));
      assertThat(inside.labels()).isEmpty();
      fails(ErrorCode.NO_SUCH_TRANSACTION, one::commitTransaction);
    }
    assertThat(test.demo().countDocuments()).isEqualTo(2);
  }

  @Test
  void outsideATransactionAKeyThatWasTakenASecondAgoIsADuplicate() {
    test.demo().updateOne(doc("{_id: 'a'}"), doc("{$set: {x: 5}}"));
    fails(
        ErrorCode.DUPLICATE_KEY,
        () -> test.demo().updateOne(doc("{_id: 'b'}"), doc("{$set: {x: 5}}")));
    test.demo().updateOne(doc("{_id: 'b'}"), doc("{$set: {x: 'a'}}"));
    test.demo().deleteOne(doc("{_id: 'a'}"));
    test.demo().insertOne(doc("{_id: 'c', x: 5}"));
    isConsistent();
  }

  @Test
  void aTransactionThatWaitsGetsTheKeyWhenTheRivalAborts() {
    var waits = TransactionOptions.DEFAULT.withConflictPolicy(ConflictPolicy.WAIT);
    try (var one = begin("one");
        var two = test.documents().startSession("two")) {
      TestDeployment.demo(one).insertOne(doc("{_id: 1, x: 5}"));
      two.startTransaction(waits);
      var waiting = test.call(() -> TestDeployment.demo(two).insertOne(doc("{_id: 2, x: 5}")));
      assertThat(waiting.isDone()).isFalse();
      one.abortTransaction();
      test.settle();
      assertThat(waiting.isDone()).isTrue();
      two.commitTransaction();
    }
    isConsistent();
  }

  @Test
  void aCycleOfWaitsThroughKeysIsFound() {
    var waits = TransactionOptions.DEFAULT.withConflictPolicy(ConflictPolicy.WAIT);
    try (var one = test.documents().startSession("one");
        var two = test.documents().startSession("two")) {
      one.startTransaction(waits);
      two.startTransaction(waits);
      TestDeployment.demo(one).insertOne(doc("{_id: 1, x: 5}"));
      TestDeployment.demo(two).insertOne(doc("{_id: 2, x: 6}"));
      var waiting = test.call(() -> TestDeployment.demo(one).insertOne(doc("{_id: 3, x: 6}")));
      assertThat(waiting.isDone()).isFalse();
      fails(ErrorCode.DEADLOCK, () -> TestDeployment.demo(two).insertOne(doc("{_id: 4, x: 5}")));
      test.settle();
      assertThat(waiting.isDone()).isTrue();
      one.commitTransaction();
    }
    assertThat(test.demo().countDocuments()).isEqualTo(4);
  }

  @Test
  void aKeyMayMoveInsideATransactionAndBack() {
    try (var one = begin("one")) {
      var mine = TestDeployment.demo(one);
      mine.updateOne(doc("{_id: 'a'}"), doc("{$set: {x: 5}}"));
      mine.updateOne(doc("{_id: 'b'}"), doc("{$set: {x: 'a'}}"));
      mine.updateOne(doc("{_id: 'a'}"), doc("{$set: {x: 'b'}}"));
      mine.insertOne(doc("{_id: 'c', x: 5}"));
      one.commitTransaction();
    }
    isConsistent();
    fails(ErrorCode.DUPLICATE_KEY, () -> test.demo().insertOne(doc("{_id: 'd', x: 'b'}")));
  }

  @Test
  void nullAndMissingAreOneValueForDocumentsAndDistinctWhereTheIndexSaysSo() {
    test.demo().insertOne(doc("{_id: 1}"));
    fails(ErrorCode.DUPLICATE_KEY, () -> test.demo().insertOne(doc("{_id: 2, x: null}")));
    var distinct =
        IndexDescriptor.of("y", List.of(new IndexDescriptor.Key(FieldPath.of("y"), false)))
            .withUnique(true, true);
    try (var session = test.sql("sql")) {
      session.execute(scope -> scope.createIndex(TestDeployment.DEMO, distinct));
    }
    test.demo().insertOne(doc("{_id: 2, x: 2, y: null}"));
    test.demo().insertOne(doc("{_id: 3, x: 3, y: 1}"));
    fails(ErrorCode.DUPLICATE_KEY, () -> test.demo().insertOne(doc("{_id: 4, x: 4, y: 1}")));
  }

  @Test
  void sparseAndPartialUniqueIndexesLookOnlyAtWhatIsInThem() {
    test.demo().createIndex(doc("{s: 1}"), IndexOptions.DEFAULT.withUnique(true).withSparse(true));
    test.demo()
        .createIndex(
            doc("{p: 1}"),
            IndexOptions.DEFAULT.withUnique(true).withPartialFilter(doc("{on: true}")));
    test.demo()
        .insertMany(
            List.of(
                doc("{_id: 1, x: 1, p: 1, on: true}"),
                doc("{_id: 2, x: 2, p: 1}"),
                doc("{_id: 3, x: 3, p: 1, s: 1}")));
    fails(
        ErrorCode.DUPLICATE_KEY,
        () -> test.demo().updateOne(doc("{_id: 2}"), doc("{$set: {on: true}}")));
    fails(
        ErrorCode.DUPLICATE_KEY,
        () -> test.demo().updateOne(doc("{_id: 2}"), doc("{$set: {s: 1}}")));
    test.demo().deleteOne(doc("{_id: 1}"));
    test.demo().updateOne(doc("{_id: 2}"), doc("{$set: {on: true}}"));
    assertThat(test.demo().countDocuments(doc("{on: true}"))).isEqualTo(1);
  }

  @Test
  void everyElementOfAnArrayIsAKey() {
    test.demo().insertOne(doc("{_id: 1, x: [7, 8, 8]}"));
    fails(ErrorCode.DUPLICATE_KEY, () -> test.demo().insertOne(doc("{_id: 2, x: [8, 9]}")));
    test.demo().updateOne(doc("{_id: 1}"), doc("{$pull: {x: 8}}"));
    test.demo().insertOne(doc("{_id: 2, x: [8, 9]}"));
  }

  @Test
  void aUniqueIndexIsNotMadeOverDuplicatesAndLeavesNothing() {
    test.demo().insertMany(List.of(doc("{_id: 1, x: 1, z: 1}"), doc("{_id: 2, x: 2, z: 1.0}")));
    var refused =
        catchThrowableOfType(
            DuplicateKeyException.class,
            () -> test.demo().createIndex(doc("{z: 1}"), IndexOptions.DEFAULT.withUnique(true)));
    assertThat(refused).hasMessageContaining("index: z_1 dup key:");
    assertThat(test.demo().listIndexes()).hasSize(2);
    assertThat(IndexRemains.indexes(test)).isEqualTo(1);
    test.demo().insertOne(doc("{_id: 3, x: 3, z: 1}"));
    test.demo().deleteMany(doc("{z: 1, _id: {$ne: 1}}"));

    test.demo().updateOne(doc("{_id: 'a'}"), doc("{$set: {z: 2}}"));
    test.demo().updateOne(doc("{_id: 'b'}"), doc("{$set: {z: 3}}"));
    test.demo().createIndex(doc("{z: 1}"), IndexOptions.DEFAULT.withUnique(true));
    fails(ErrorCode.DUPLICATE_KEY, () -> test.demo().insertOne(doc("{_id: 3, x: 3, z: 1}")));
  }

  @Test
  void anUnorderedInsertGoesOnAfterADuplicate() {
    assertThatThrownBy(
            () ->
                test.demo()
                    .insertMany(
                        List.of(
                            doc("{_id: 1, x: 1}"), doc("{_id: 2, x: 'a'}"), doc("{_id: 3, x: 3}")),
                        false))
        .isInstanceOf(DuetException.class);
    assertThat(test.demo().countDocuments()).isEqualTo(4);
  }

  @Test
  void sqlWaitsForTheKeyAndIsToldOfTheDuplicate() {
    try (var one = begin("one");
        var session = test.sql("sql")) {
      TestDeployment.demo(one).insertOne(doc("{_id: 1, n: 1}"));
      var inserting = test.call(() -> session.insert(2, 7));
      assertThat(inserting.isDone()).as("both have no x").isFalse();
      one.commitTransaction();
      test.settle();
      assertThat(inserting.failure())
          .isInstanceOfSatisfying(
              DuetException.class,
              failed -> assertThat(failed.code()).isEqualTo(ErrorCode.DUPLICATE_KEY));
    }
  }

  @Test
  void keysOfDeletedDocumentsAreForgotten() {
    test.demo().deleteMany(new Document());
    assertThat(IndexRemains.entries(test)).isZero();
    assertThat(IndexRemains.keys(test)).isZero();
    Optional<Document> none = test.demo().find(doc("{x: 'a'}")).first();
    assertThat(none).isEmpty();
  }
}
