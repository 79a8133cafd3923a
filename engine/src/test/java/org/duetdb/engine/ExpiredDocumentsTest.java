package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Indexes whose documents expire: a document goes at the first full minute at which its date is old
 * enough, by the deployment's clock and by nothing else.
 */
final class ExpiredDocumentsTest {
  private static final long MINUTE = 60_000;

  private final TestDeployment test = TestDeployment.virtual("transactionLifetime=0");
  private final DocumentCollection<Document> demo = test.demo();

  @AfterEach
  void nothingIsHeld() {
    assertThat(test.remains().claims()).isZero();
    test.close();
  }

  private static IndexOptions expiring(Duration age) {
    return IndexOptions.DEFAULT.withExpireAfter(age);
  }

  private BsonDateTime date(long millisFromNow) {
    return new BsonDateTime(test.time().now().toEpochMilli() + millisFromNow);
  }

  private void insert(Object id, Object at) {
    demo.insertOne(new Document("_id", id).append("at", at));
  }

  private List<Object> ids() {
    return demo.find().toList().stream().map(document -> document.get("_id")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void documentsGoInTheOrderOfTheirDatesAtFullMinutes(int direction) {
    demo.createIndex(new Document("at", direction), expiring(Duration.ofSeconds(30)));
    insert("later", date(5 * MINUTE));
    insert("now", date(0));
    insert("never", "no date");
    insert("soon", date(MINUTE + 1));
    insert("missing", null);

    test.advance(MINUTE - 1);
    assertThat(ids()).hasSize(5);
    test.advance(1);
    assertThat(ids()).containsExactly("later", "never", "soon", "missing");
    test.advance(MINUTE);
    assertThat(ids()).containsExactly("later", "never", "missing");
    test.advance(100 * MINUTE);
    assertThat(ids()).containsExactly("never", "missing");
    assertThat(test.status("metrics.ttl.deletedDocuments")).isEqualTo(3);
    assertThat(test.status("metrics.ttl.passes")).as("none for nothing").isEqualTo(3);
    assertThat(test.status("opcounters.delete")).as("nobody has asked for it").isZero();
  }

  @Test
  void theEarliestDateOfAnArrayCounts() {
    demo.createIndex(new Document("at", 1), expiring(Duration.ZERO));
    insert(1, List.of(date(10 * MINUTE), date(0)));
    insert(2, List.of(date(10 * MINUTE), "x"));

    test.advance(MINUTE);
    assertThat(ids()).containsExactly(2);
  }

  @Test
  void aDocumentWhoseDateIsMovedInTimeStays() {
    demo.createIndex(new Document("at", 1), expiring(Duration.ZERO));
    insert(1, date(0));
    demo.updateOne(
        new Document("_id", 1), new Document("$set", new Document("at", date(MINUTE + 1))));

    test.advance(MINUTE);
    assertThat(ids()).containsExactly(1);
    test.advance(MINUTE);
    assertThat(ids()).isEmpty();
  }

  @Test
  void onlyWhatAPartialIndexHoldsGoes() {
    var done = new Document("done", true);
    demo.createIndex(new Document("at", 1), expiring(Duration.ZERO).withPartialFilter(done));
    insert(1, date(0));
    demo.insertOne(new Document("_id", 2).append("at", date(0)).append("done", true));

    test.advance(MINUTE);
    assertThat(ids()).containsExactly(1);
  }

  @Test
  void anIndexMadeLaterTakesWhatIsThereAndADroppedOneNothing() {
    insert(1, date(0));
    demo.createIndex(new Document("at", 1), expiring(Duration.ZERO));
    test.advance(MINUTE);
    assertThat(ids()).isEmpty();

    insert(2, date(0));
    demo.dropIndexes();
    test.advance(10 * MINUTE);
    assertThat(ids()).containsExactly(2);
  }

  @Test
  void whatATransactionHasClaimedStaysUntilTheNextTimeAndNobodyWaits() {
    demo.createIndex(new Document("at", 1), expiring(Duration.ZERO));
    insert(1, date(0));
    insert(2, date(0));
    try (var session = test.documents().startSession()) {
      session.startTransaction();
      TestDeployment.demo(session)
          .updateOne(new Document("_id", 1), new Document("$set", new Document("n", 1)));
      test.advance(MINUTE);

      assertThat(ids()).containsExactly(1);
      session.commitTransaction();
    }
    test.advance(MINUTE);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aTransactionGoesOnSeeingWhatHasExpiredSinceAndCannotChangeIt() {
    demo.createIndex(new Document("at", 1), expiring(Duration.ZERO));
    insert(1, date(0));
    try (var session = test.documents().startSession()) {
      session.startTransaction();
      var inside = TestDeployment.demo(session);
      assertThat(inside.countDocuments()).isOne();
      test.advance(MINUTE);

      assertThat(ids()).isEmpty();
      assertThat(inside.countDocuments()).isOne();
      assertThat(Refused.by(() -> inside.deleteOne(new Document("_id", 1))).code())
          .isEqualTo(ErrorCode.WRITE_CONFLICT);
    }
  }

  @Test
  void aPeriodOfZeroTurnsItOff() {
    try (var off = TestDeployment.virtual("ttlPeriod=0")) {
      off.demo().createIndex(new Document("at", 1), expiring(Duration.ZERO));
      off.demo().insertOne(new Document("at", new BsonDateTime(0)));
      off.advance(10 * MINUTE);

      assertThat(off.demo().countDocuments()).isOne();
    }
  }

  @Test
  void whatCannotExpireIsRefused() {
    var second = expiring(Duration.ofSeconds(1));

    assertThat(Refused.number(() -> demo.createIndex(Document.parse("{a: 1, b: 1}"), second)))
        .isEqualTo(67);
    assertThat(Refused.number(() -> demo.createIndex(new Document("_id", 1), second)))
        .isEqualTo(67);
    assertThat(
            Refused.number(
                () -> demo.createIndex(new Document("a", 1), expiring(Duration.ofSeconds(-1)))))
        .isEqualTo(67);
    assertThat(
            Refused.number(
                () -> demo.createIndex(new Document("a", 1), expiring(Duration.ofDays(99_999)))))
        .isEqualTo(67);
  }

  @Test
  void theIndexSaysWhenItsDocumentsExpire() {
    demo.createIndex(new Document("at", 1), expiring(Duration.ofSeconds(30)));

    assertThat(demo.listIndexes().get(1)).containsEntry("expireAfterSeconds", 30L);
  }
}
