package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.Remains;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two document transactions whose writes meet, as MongoDB's own tests have them: whoever writes
 * first wins, whichever of the two began first, and the loser is gone with all it did.
 */
final class TransactionPairsTest {
  private static final int EXISTING = 3;

  /** What the two do, and what is there in the end: the ids, or what was written of them. */
  private enum Pair {
    INSERT_INSERT(insert(9), insert(9)),
    UPDATE_UPDATE(update(1), update(1)),
    UPSERT_UPSERT(upsert(9), upsert(9)),
    DELETE_DELETE(delete(1), delete(1)),
    UPDATE_DELETE(update(1), delete(1)),
    DELETE_UPDATE(delete(1), update(1)),
    DELETE_INSERT_AGAIN(delete(1), deleteAndInsert(1)),
    OVERLAPPING_INSERTS(insert(11, 12, 13), insert(12, 13, 14)),
    OVERLAPPING_UPDATES(updateMany("$lte", 3), updateMany("$gte", 2)),
    OVERLAPPING_DELETES(deleteMany("$lte", 2), deleteMany("$gte", 2));

    @SuppressWarnings("ImmutableEnumChecker") // a pure function of the writer
    private final Work winner;

    @SuppressWarnings("ImmutableEnumChecker") // a pure function of the writer
    private final Work loser;

    Pair(Work winner, Work loser) {
      this.winner = winner;
      this.loser = loser;
    }
  }

  /** One transaction's writes; {@code by} is who writes. */
  private interface Work {
    void run(DocumentCollection<Document> demo, String by);
  }

  private static Work insert(int... ids) {
    return (demo, by) ->
        demo.insertMany(IntStream.of(ids).mapToObj(id -> id(id).append("by", by)).toList());
  }

  private static Work update(int id) {
    return (demo, by) -> demo.updateOne(id(id), set(by));
  }

  private static Work upsert(int id) {
    return (demo, by) -> demo.updateOne(id(id), set(by), UpdateOptions.DEFAULT.withUpsert(true));
  }

  private static Work delete(int id) {
    return (demo, by) -> demo.deleteOne(id(id));
  }

  private static Work deleteAndInsert(int id) {
    return (demo, by) -> {
      demo.deleteOne(id(id));
      demo.insertOne(id(id).append("by", by));
    };
  }

  private static Work updateMany(String operator, int bound) {
    return (demo, by) -> demo.updateMany(id(new Document(operator, bound)), set(by));
  }

  private static Work deleteMany(String operator, int bound) {
    return (demo, by) -> demo.deleteMany(id(new Document(operator, bound)));
  }

  private static Document id(Object id) {
    return new Document("_id", id);
  }

  private static Document set(String by) {
    return new Document("$set", new Document("by", by));
  }

  private final TestDeployment deployment = TestDeployment.virtual();
  private final Session winner = deployment.documents().startSession("winner");
  private final Session loser = deployment.documents().startSession("loser");

  @BeforeEach
  void insertExisting() {
    for (int id = 1; id <= EXISTING; id++) {
      deployment.demo().insertOne(id(id).append("by", "nobody"));
    }
  }

  @AfterEach
  void nothingIsLeft() {
    winner.close();
    loser.close();
    assertThat(deployment.remains())
        .isEqualTo(Remains.nothingBut((int) deployment.demo().countDocuments()));
    deployment.close();
  }

  /** The collection as the winner's transaction alone would leave it. */
  private static List<Document> leftBy(Pair pair) {
    try (var alone = TestDeployment.virtual()) {
      for (int id = 1; id <= EXISTING; id++) {
        alone.demo().insertOne(id(id).append("by", "nobody"));
      }
      pair.winner.run(alone.demo(), "winner");
      return alone.demo().find().toList();
    }
  }

  private static void fails(ErrorCode code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            DuetException.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(code);
              assertThat(failed.labels())
                  .containsExactly(DuetException.TRANSIENT_TRANSACTION_ERROR);
            });
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void theFirstToWriteWinsThoughBothAreOpen(Pair pair) {
    winner.startTransaction();
    loser.startTransaction();
    pair.winner.run(TestDeployment.demo(winner), "winner");

    fails(ErrorCode.WRITE_CONFLICT, () -> pair.loser.run(TestDeployment.demo(loser), "loser"));

    winner.commitTransaction();
    fails(ErrorCode.NO_SUCH_TRANSACTION, loser::commitTransaction);
    assertThat(deployment.demo().find().toList()).isEqualTo(leftBy(pair));
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void theFirstToWriteWinsThoughTheOtherHadItsSnapshotBefore(Pair pair) {
    loser.startTransaction();
    assertThat(TestDeployment.demo(loser).countDocuments()).isEqualTo(EXISTING);
    winner.startTransaction();
    pair.winner.run(TestDeployment.demo(winner), "winner");
    winner.commitTransaction();

    fails(ErrorCode.WRITE_CONFLICT, () -> pair.loser.run(TestDeployment.demo(loser), "loser"));

    fails(ErrorCode.NO_SUCH_TRANSACTION, loser::commitTransaction);
    assertThat(deployment.demo().find().toList()).isEqualTo(leftBy(pair));
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void aWriteOutsideTransactionsWinsTheSameWay(Pair pair) {
    loser.startTransaction();
    assertThat(TestDeployment.demo(loser).countDocuments()).isEqualTo(EXISTING);
    pair.winner.run(deployment.demo(), "winner");

    fails(ErrorCode.WRITE_CONFLICT, () -> pair.loser.run(TestDeployment.demo(loser), "loser"));

    fails(ErrorCode.NO_SUCH_TRANSACTION, loser::commitTransaction);
    assertThat(deployment.demo().find().toList()).isEqualTo(leftBy(pair));
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void afterTheFirstHasAbortedTheOtherMayTryAgain(Pair pair) {
    winner.startTransaction();
    pair.loser.run(TestDeployment.demo(winner), "loser");
    winner.abortTransaction();

    loser.startTransaction();
    pair.winner.run(TestDeployment.demo(loser), "winner");
    loser.commitTransaction();

    assertThat(deployment.demo().find().toList()).isEqualTo(leftBy(pair));
  }
}
