package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.duetdb.engine.TestDeployment.doc;
import static org.duetdb.engine.TestDeployment.ids;
import static org.duetdb.engine.TestDeployment.summary;

import java.util.List;
import org.bson.Document;
import org.duetdb.api.FindQuery;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secondary indexes of the document language: made, listed, dropped, chosen and explained. */
final class IndexTest {
  private final TestDeployment test = TestDeployment.virtual("transactionLifetime=0");

  @AfterEach
  void close() {
    test.close();
  }

  private static Document stats(FindQuery<Document> query) {
    return query.explain().get("executionStats", Document.class);
  }

  private static void failsWith(ErrorCode code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            DuetException.class, failed -> assertThat(failed.code()).isEqualTo(code));
  }

  @Test
  void anIndexIsListedWithItsNameKeysAndOptions() {
    assertThat(test.demo().createIndex(doc("{a: 1, 'b.c': -1}"))).isEqualTo("a_1_b.c_-1");
    test.demo().createIndex(doc("{d: 1}"), IndexOptions.DEFAULT.withName("mine").withSparse(true));
    test.demo()
        .createIndex(doc("{e: 1}"), IndexOptions.DEFAULT.withPartialFilter(doc("{e: {$gt: 5}}")));

    assertThat(test.demo().listIndexes())
        .containsExactly(
            doc("{v: 2, key: {_id: 1}, name: '_id_'}"),
            doc("{v: 2, key: {a: 1, 'b.c': -1}, name: 'a_1_b.c_-1'}"),
            doc("{v: 2, key: {d: 1}, name: 'mine', sparse: true}"),
            doc("{v: 2, key: {e: 1}, name: 'e_1', partialFilterExpression: {e: {$gt: 5}}}"));
  }

  @Test
  void theSameIndexAgainChangesNothingAndAnotherOfThatNameOrKeysIsRefused() {
    test.demo().createIndex(doc("{a: 1}"));
    long version = test.documents().engine().catalogVersion();

    test.demo().createIndex(doc("{a: 1}"));

    assertThat(test.demo().listIndexes()).hasSize(2);
    assertThat(test.documents().engine().catalogVersion()).isGreaterThanOrEqualTo(version);
    failsWith(
        ErrorCode.INDEX_KEY_SPECS_CONFLICT,
        () -> test.demo().createIndex(doc("{b: 1}"), IndexOptions.DEFAULT.withName("a_1")));
    failsWith(
        ErrorCode.INDEX_OPTIONS_CONFLICT,
        () -> test.demo().createIndex(doc("{a: 1}"), IndexOptions.DEFAULT.withName("other")));
  }

  @Test
  void aUniqueIndexAndAPlainOneStandOnTheSameKeyAndAreKeptUpAlone() {
    test.demo().createIndex(doc("{a: 1}"));
    test.demo().createIndex(doc("{a: 1}"), IndexOptions.DEFAULT.withName("only").withUnique(true));
    test.demo().insertMany(List.of(doc("{_id: 1, a: 1}"), doc("{_id: 2, a: 2}")));

    failsWith(ErrorCode.DUPLICATE_KEY, () -> test.insert("{_id: 3, a: 2}"));
    test.demo().updateOne(doc("{_id: 1}"), doc("{$set: {a: 3}}"));
    failsWith(
        ErrorCode.DUPLICATE_KEY,
        () -> test.demo().updateOne(doc("{_id: 2}"), doc("{$set: {a: 3}}")));
    for (String index : List.of("a_1", "only")) {
      assertThat(ids(test.demo().withHint(index).find(doc("{a: {$gte: 1}}"))))
          .containsExactly(2, 1);
    }

    test.demo().dropIndex("only");
    test.insert("{_id: 3, a: 2}");
    assertThat(ids(test.find("{a: 2}"))).containsExactlyInAnyOrder(2, 3);
    failsWith(
        ErrorCode.DUPLICATE_KEY,
        () ->
            test.demo()
                .createIndex(
                    doc("{a: 1}"), IndexOptions.DEFAULT.withName("only").withUnique(true)));
    assertThat(test.demo().listIndexes()).hasSize(2);
  }

  @Test
  void anIndexThatCannotBeIsRefused() {
    for (var keys : List.of("{}", "{a: 0}", "{a: 'text'}", "{'': 1}", "{'a.$b': 1}")) {
      failsWith(ErrorCode.CANNOT_CREATE_INDEX, () -> test.demo().createIndex(doc(keys)));
    }
    failsWith(
        ErrorCode.CANNOT_CREATE_INDEX,
        () ->
            test.demo()
                .createIndex(
                    doc("{a: 1}"), IndexOptions.DEFAULT.withPartialFilter(doc("{a: /x/}"))));
    failsWith(ErrorCode.NAMESPACE_NOT_FOUND, () -> test.demo().dropIndex("a_1"));
    test.insert("{_id: 1}");
    failsWith(ErrorCode.INDEX_NOT_FOUND, () -> test.demo().dropIndex("a_1"));
    failsWith(ErrorCode.INVALID_OPTIONS, () -> test.demo().dropIndex("_id_"));
  }

  @Test
  void aDocumentThatCannotBeIndexedIsRefusedAndSoIsTheIndex() {
    test.insert("{_id: 1, a: [1, 2], b: [3, 4]}");
    failsWith(
        ErrorCode.CANNOT_INDEX_PARALLEL_ARRAYS, () -> test.demo().createIndex(doc("{a: 1, b: 1}")));
    assertThat(test.demo().listIndexes()).hasSize(1);

    test.demo().deleteOne(doc("{_id: 1}"));
    test.demo().createIndex(doc("{a: 1, b: 1}"));
    failsWith(
        ErrorCode.CANNOT_INDEX_PARALLEL_ARRAYS, () -> test.insert("{_id: 2, a: [1], b: [2]}"));
    assertThatThrownBy(() -> test.insert("{_id: 3, a: '" + "x".repeat(9000) + "'}"))
        .hasMessageContaining("maxIndexKeyBytes");
    assertThat(test.demo().countDocuments()).isZero();
    assertThat(test.demo().find(doc("{a: {$gt: 0}}")).toList()).isEmpty();
  }

  @Test
  void equalityRangeAndInComeFromTheIndex() {
    test.demo().createIndex(doc("{a: 1}"));
    for (int i = 0; i < 100; i++) {
      test.insert("{_id: " + i + ", a: " + i % 20 + "}");
    }

    assertThat(ids(test.find("{a: 3}"))).containsExactly(3, 23, 43, 63, 83);
    assertThat(stats(test.find("{a: 3}")))
        .containsEntry("nReturned", 5L)
        .containsEntry("totalKeysExamined", 5L)
        .containsEntry("totalDocsExamined", 5L);
    assertThat(summary(test.find("{a: 3}"))).isEqualTo("IXSCAN { a: 1 }");
    assertThat(stats(test.find("{a: {$gte: 18}}"))).containsEntry("totalKeysExamined", 10L);
    assertThat(stats(test.find("{a: {$gt: 17, $lt: 19.5}}")))
        .containsEntry("totalKeysExamined", 10L);
    assertThat(stats(test.find("{a: {$in: [1, 2, 2.0, 99]}}")))
        .containsEntry("totalKeysExamined", 10L);
    assertThat(test.find("{a: 'x'}").toList()).isEmpty();
    assertThat(summary(test.find("{b: 3}"))).isEqualTo("COLLSCAN");
    assertThat(stats(test.find("{b: 3}"))).containsEntry("totalDocsExamined", 100L);
  }

  @Test
  void nullStandsForMissing() {
    test.demo().createIndex(doc("{a: 1}"));
    test.insert("{_id: 1}", "{_id: 2, a: null}", "{_id: 3, a: 0}", "{_id: 4, a: [null, 7]}");

    assertThat(summary(test.find("{a: null}"))).isEqualTo("IXSCAN { a: 1 }");
    assertThat(ids(test.find("{a: null}"))).containsExactlyInAnyOrder(1, 2, 4);
    assertThat(ids(test.find("{a: {$gte: null}}"))).containsExactlyInAnyOrder(1, 2, 4);
  }

  @Test
  void anArrayIsFoundByEachElementAndAsAWhole() {
    test.demo().createIndex(doc("{a: 1}"));
    test.insert(
        "{_id: 1, a: [1, 5, 5]}", "{_id: 2, a: 5}", "{_id: 3, a: []}", "{_id: 4, a: [[1]]}");

    assertThat(ids(test.find("{a: 5}"))).containsExactlyInAnyOrder(1, 2);
    assertThat(ids(test.find("{a: []}"))).containsExactly(3);
    assertThat(ids(test.find("{a: [1]}"))).containsExactly(4);
    assertThat(ids(test.find("{a: [1, 5, 5]}"))).containsExactly(1);
    assertThat(ids(test.find("{a: {$gt: 4, $lt: 2}}"))).containsExactly(1);
    assertThat(ids(test.find("{a: {$gte: 1, $lte: 9}}"))).containsExactlyInAnyOrder(1, 2);
    assertThat(winning(test.find("{a: 5}")).getBoolean("isMultiKey")).isTrue();
  }

  private static Document winning(FindQuery<Document> query) {
    return query
        .explain()
        .get("queryPlanner", Document.class)
        .get("winningPlan", Document.class)
        .get("inputStage", Document.class);
  }

  @Test
  void explainHasTheShapeOfMongoDb() {
    test.demo().createIndex(doc("{a: 1, b: -1}"));
    test.insert("{_id: 1, a: 1, b: 2}");

    assertThat(winning(test.find("{a: 1, b: {$gt: 1}}")))
        .isEqualTo(
            doc(
                "{stage: 'IXSCAN', keyPattern: {a: 1, b: -1}, indexName: 'a_1_b_-1',"
                    + " isMultiKey: false, isUnique: false, isSparse: false, isPartial: false,"
                    + " indexVersion: 2, direction: 'forward',"
                    + " indexBounds: {a: ['[1, 1]'], b: ['(1, inf.0]']}}"));
    assertThat(summary(test.find("{_id: 1}"))).isEqualTo("EXPRESS_IXSCAN { _id: 1 }");
    assertThat(summary(test.find("{_id: 1, a: 1}"))).isEqualTo("IXSCAN { _id: 1 }");
  }

  @Test
  void aCompoundIndexNarrowsByEachPathUntilARange() {
    test.demo().createIndex(doc("{a: 1, b: -1, c: 1}"));
    for (int i = 0; i < 125; i++) {
      test.insert("{_id: " + i + ", a: " + i / 25 + ", b: " + i / 5 % 5 + ", c: " + i % 5 + "}");
    }

    assertThat(stats(test.find("{a: 1, b: 2, c: 3}"))).containsEntry("totalKeysExamined", 1L);
    assertThat(stats(test.find("{a: 1, b: {$gte: 3}}"))).containsEntry("totalKeysExamined", 10L);
    assertThat(stats(test.find("{a: 1, b: {$lt: 1}, c: 2}")))
        .containsEntry("totalKeysExamined", 5L)
        .containsEntry("nReturned", 1L);
    assertThat(stats(test.find("{a: {$in: [0, 4]}, b: {$in: [1, 2]}}")))
        .containsEntry("totalKeysExamined", 20L);
    assertThat(summary(test.find("{b: 2}"))).isEqualTo("COLLSCAN");
  }

  @Test
  void theOrderComesFromTheIndexInBothDirections() {
    test.demo().createIndex(doc("{a: 1, b: -1}"));
    test.insert("{_id: 1, a: 1, b: 1}", "{_id: 2, a: 1, b: 2}", "{_id: 3, a: 0}", "{_id: 4, b: 9}");

    var forward = test.find("{}").sort(doc("{a: 1, b: -1}"));
    var backward = test.find("{}").sort(doc("{a: -1, b: 1}"));
    var constant = test.find("{a: 1}").sort(doc("{b: 1}"));
    var none = test.find("{}").sort(doc("{a: 1, b: 1}"));

    assertThat(ids(forward)).containsExactly(4, 3, 2, 1);
    assertThat(ids(backward)).containsExactly(1, 2, 3, 4);
    assertThat(ids(constant)).containsExactly(1, 2);
    assertThat(ids(none)).containsExactly(4, 3, 1, 2);
    assertThat(stats(forward.limit(2))).containsEntry("totalKeysExamined", 2L);
    assertThat(winning(backward).getString("direction")).isEqualTo("backward");
    assertThat(winning(constant).getString("direction")).isEqualTo("backward");
    assertThat(summary(none)).isEqualTo("COLLSCAN");
    test.insert("{_id: 5, a: [7, -7]}");
    assertThat(summary(forward)).as("an array sorts by its least element").isEqualTo("COLLSCAN");
  }

  @Test
  void aHintIsFollowedOrRefused() {
    test.demo().createIndex(doc("{a: 1}"));
    test.demo().createIndex(doc("{b: 1}"));
    test.insert("{_id: 1, a: 1, b: 1}");

    assertThat(summary(test.find("{a: 1, b: 1}"))).isEqualTo("IXSCAN { a: 1 }");
    assertThat(summary(test.find("{a: 1, b: 1}").hint("b_1"))).isEqualTo("IXSCAN { b: 1 }");
    assertThat(summary(test.find("{a: 1}").hint(doc("{b: 1}")))).isEqualTo("IXSCAN { b: 1 }");
    assertThat(summary(test.find("{a: 1}").hint(doc("{$natural: 1}")))).isEqualTo("COLLSCAN");
    assertThat(summary(test.find("{_id: 1}").hint("_id_"))).isEqualTo("EXPRESS_IXSCAN { _id: 1 }");
    assertThat(ids(test.find("{_id: 1}").hint("b_1"))).containsExactly(1);
    assertThatThrownBy(() -> test.find("{a: 1}").hint("c_1").toList())
        .hasMessageContaining("hint provided does not correspond to an existing index");
  }

  @Test
  void aSparseIndexServesOnlyWhereNothingIsMissing() {
    test.demo().createIndex(doc("{a: 1}"), IndexOptions.DEFAULT.withSparse(true));
    test.insert("{_id: 1}", "{_id: 2, a: null}", "{_id: 3, a: 3}");

    assertThat(stats(test.find("{a: {$gt: 0}}"))).containsEntry("totalKeysExamined", 1L);
    assertThat(summary(test.find("{a: null}"))).isEqualTo("COLLSCAN");
    assertThat(ids(test.find("{a: null}"))).containsExactly(1, 2);
    assertThat(ids(test.find("{a: {$exists: true}}").sort(doc("{a: 1}")))).containsExactly(2, 3);
    assertThat(summary(test.find("{a: {$exists: true}}").sort(doc("{a: 1}"))))
        .isEqualTo("IXSCAN { a: 1 }");
    assertThat(summary(test.find("{}").sort(doc("{a: 1}")))).isEqualTo("COLLSCAN");
  }

  @Test
  void aPartialIndexServesWhatImpliesItsFilter() {
    test.demo()
        .createIndex(doc("{a: 1}"), IndexOptions.DEFAULT.withPartialFilter(doc("{b: {$gte: 10}}")));
    test.insert("{_id: 1, a: 1, b: 9}", "{_id: 2, a: 1, b: 10}", "{_id: 3, a: 1, b: 99}");

    for (var implied : List.of("{a: 1, b: 10}", "{a: 1, b: {$gt: 10}}", "{a: 1, b: {$in: [99]}}")) {
      assertThat(summary(test.find(implied))).as(implied).isEqualTo("IXSCAN { a: 1 }");
    }
    assertThat(stats(test.find("{a: 1, b: {$gte: 10}}"))).containsEntry("totalKeysExamined", 2L);
    for (var other :
        List.of("{a: 1}", "{a: 1, b: 9}", "{a: 1, b: {$gt: 9}}", "{a: 1, b: {$lt: 99}}")) {
      assertThat(summary(test.find(other))).as(other).isEqualTo("COLLSCAN");
    }
    test.demo().updateOne(doc("{_id: 1}"), doc("{$set: {b: 11}}"));
    assertThat(ids(test.find("{a: 1, b: {$gte: 10}}"))).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void writesThroughTheIndexSeeWhatTheyMust() {
    test.demo().createIndex(doc("{a: 1}"));
    for (int i = 0; i < 50; i++) {
      test.insert("{_id: " + i + ", a: " + i + "}");
    }

    // Every document moves ahead of the scan and is met once all the same.
    assertThat(
            test.demo().updateMany(doc("{a: {$gte: 25}}"), doc("{$inc: {a: 5}}")).modifiedCount())
        .isEqualTo(25);
    assertThat(test.find("{a: {$gte: 30}}").toList()).hasSize(25);
    assertThat(test.demo().deleteMany(doc("{a: {$gte: 30}}")).deletedCount()).isEqualTo(25);
    assertThat(test.find("{a: {$gte: 0}}").toList()).hasSize(25);
    assertThat(test.remains()).isEqualTo(Remains.nothingBut(25));
  }

  @Test
  void aTransactionSeesItsOwnWritesThroughTheIndexAndOthersDoNot() {
    test.demo().createIndex(doc("{a: 1}"));
    test.insert("{_id: 1, a: 1}");
    try (var session = test.documents().startSession()) {
      session.startTransaction();
      var mine = TestDeployment.demo(session);
      mine.updateOne(doc("{_id: 1}"), doc("{$set: {a: 2}}"));
      mine.insertOne(doc("{_id: 2, a: 2}"));

      assertThat(ids(mine.find(doc("{a: 2}")))).containsExactly(1, 2);
      assertThat(mine.find(doc("{a: 1}")).toList()).isEmpty();
      assertThat(ids(test.find("{a: 1}"))).containsExactly(1);
      assertThat(test.find("{a: 2}").toList()).isEmpty();
      session.abortTransaction();
    }
    assertThat(ids(test.find("{a: 1}"))).containsExactly(1);
    assertThat(stats(test.find("{a: 2}"))).containsEntry("totalKeysExamined", 0L);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: /^ab/}                             | IXSCAN { a: 1 } | 3
          {a: {$regex: '^ab'}}                   | IXSCAN { a: 1 } | 3
          {a: {$regex: '^ab', $options: 's'}}    | IXSCAN { a: 1 } | 2
          {a: {$regex: '^abc?'}}                 | IXSCAN { a: 1 } | 2
          {a: {$regex: '^ab', $options: 'i'}}    | COLLSCAN        | 2
          {a: {$regex: 'ab'}}                    | COLLSCAN        | 2
          `{a: {$regex: '^ab|x'}}`               | COLLSCAN        | 3
          {a: {$regex: '^a?'}}                   | COLLSCAN        | 3
          {a: {$not: {$regex: '^ab'}}}           | COLLSCAN        | 1
          """)
  void aRegularExpressionThatBeginsWithLiteralsIsARange(String filter, String summary, int found) {
    test.demo().createIndex(doc("{a: 1}"));
    var regex = "{$regularExpression: {pattern: '^ab', options: ''}}";
    test.insert("{a: 'ab'}", "{a: 'abc'}", "{a: 'x'}", "{a: " + regex + "}");
    var query = test.find(filter.replace("/^ab/", regex));

    assertThat(summary(query)).isEqualTo(summary);
    assertThat(query.toList()).hasSize(found);
  }
}
