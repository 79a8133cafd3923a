package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.duetdb.api.Cursor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cursor outside a transaction that nobody reads from gives its snapshot up. */
final class IdleCursorTest {
  private static final long MINUTE = 60_000;

  private final TestDeployment test = TestDeployment.virtual();

  @BeforeEach
  void insertMany() {
    for (int i = 0; i < 100; i++) {
      test.demo().insertOne(new Document("_id", i));
    }
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(test.remains().snapshots()).isZero();
    assertThat(test.status("metrics.cursor.open.total")).isZero();
    test.close();
  }

  /** What leaves a cursor open. */
  enum Query {
    FIND,
    AGGREGATE,
    IN_A_SESSION;

    Cursor<Document> open(TestDeployment test) {
      return switch (this) {
        case FIND -> test.demo().find().cursor();
        case AGGREGATE ->
            test.demo()
                .aggregate(List.of(new Document("$match", new Document())))
                .batchSize(2)
                .cursor();
        case IN_A_SESSION ->
            TestDeployment.demo(test.documents().startSession("S")).find().cursor();
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Query.class)
  void endsAfterTenMinutesOrAQuarterLater(Query query) {
    var cursor = query.open(test);
    cursor.next();
    assertThat(test.remains().snapshots()).isEqualTo(1);
    assertThat(test.status("metrics.cursor.open.total")).isEqualTo(1);

    test.advance(10 * MINUTE - 1);
    assertThat(test.remains().snapshots()).isEqualTo(1);
    test.advance(3 * MINUTE);
    assertThat(test.remains().snapshots()).isZero();
    var refused = Refused.by(() -> cursor.forEachRemaining(document -> {}));
    assertThat(refused.number()).isEqualTo(43);
    assertThat(refused).hasMessageContaining("cursorTimeout");
    assertThat(test.status("metrics.cursor.timedOut")).isEqualTo(1);
  }

  @Test
  void staysAsLongAsItIsRead() {
    var cursor = test.demo().find().cursor();
    for (int i = 0; i < 90; i++) {
      cursor.next();
      test.advance(9 * MINUTE);
    }

    cursor.close();
    assertThat(test.status("metrics.cursor.timedOut")).isZero();
  }

  @Test
  void oneReadToItsEndOrClosedIsForgotten() {
    test.demo().find().toList();
    test.demo().find().first();
    test.demo().find().sort(new Document("n", 1)).cursor().next();

    assertThat(test.status("metrics.cursor.open.total")).isZero();
  }

  @Test
  void zeroMeansForEver() {
    try (var patient = TestDeployment.virtual("cursorTimeout=0")) {
      patient.demo().insertMany(List.of(new Document(), new Document()));
      var cursor = patient.demo().find().cursor();
      cursor.next();
      patient.advance(24 * 60 * MINUTE);

      assertThat(cursor.hasNext()).isTrue();
      cursor.close();
    }
  }
}
