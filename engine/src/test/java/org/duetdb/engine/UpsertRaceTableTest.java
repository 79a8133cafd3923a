package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.duetdb.engine.TestDeployment.doc;

import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.UpdateOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MongoDB's list of upserts that lose a race against another insert and of what becomes of them:
 * the ones that look for just what the violated index holds become updates, the others report the
 * duplicate.
 */
final class UpsertRaceTableTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = deployment.demo();

  @AfterEach
  void close() {
    assertThat(deployment.remains().claims()).isZero();
    deployment.close();
  }

  @ParameterizedTest(name = "index {0}: {1} and {2} against {3} ends with {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {_id: 1}        | {_id: 1}               | {$inc: {n: 1}}       | {_id: 1}              | 0
          {_id: 1}        | {_id: {$in: [1]}}      | {$inc: {n: 1}}       | {_id: 1}              | 0
          {a: 1}          | {a: 25}                | {$inc: {n: 1}}       | {a: 25}               | 0
          {a: 1}          | {a: 25.0}              | {$inc: {n: 1}}       | {a: 25}               | 0
          {a: 1}          | {a: {$eq: 25}}         | {$inc: {n: 1}}       | {a: 25}               | 0
          {a: 1}          | {a: {$in: [25]}}       | {$inc: {n: 1}}       | {a: 25}               | 0
          {a: 1, b: 1}    | {a: 25, b: 'x'}        | {$inc: {n: 1}}       | {a: 25, b: 'x'}       | 0
          {a: 1, b: 1}    | {b: 'x', a: 25}        | {$inc: {n: 1}}       | {a: 25, b: 'x'}       | 0
          {a: 1, b: 1}    | {$and: [{a: 25}, {b: 'x'}]} | {$inc: {n: 1}}  | {a: 25, b: 'x'}       | 0
          {'a.b': 1}      | {'a.b': 25}            | {$inc: {n: 1}}       | {a: {b: 25}}          | 0
          {a: 1}          | {a: {$lte: 30}}        | {$set: {a: 25}}      | {a: 25}               | 11000
          {a: 1}          | {a: {$gt: 30}}         | {$set: {a: 25}}      | {a: 25}               | 11000
          {a: 1}          | {a: 24}                | {$set: {a: 25}}      | {a: 25}               | 11000
          {a: 1}          | {c: 5}                 | {$set: {a: 25}}      | {a: 25}               | 11000
          {_id: 1}        | {_id: 1, c: 5}         | {$inc: {n: 1}}       | {_id: 1}              | 11000
          {a: 1}          | {_id: 7}               | {$set: {a: 25}}      | {a: 25}               | 11000
          {_id: 1, a: 1}  | {_id: 1}               | {$set: {a: 25}}      | {_id: 1, a: 25}       | 0
          {a: 1}          | {a: 25, c: {$gt: 4}}   | {$inc: {n: 1}}       | {a: 25}               | 11000
          {a: 1}          | {a: 25, c: {$regex: 'x'}} | {$inc: {n: 1}}       | {a: 25}               | 11000
          {a: 1}          | {a: 25, c: 5}          | {$inc: {n: 1}}       | {a: 25}               | 11000
          {a: 1, b: 1}    | {a: 25, b: 'x', c: 5}  | {$inc: {n: 1}}       | {a: 25, b: 'x'}       | 11000
          {_id: 1}        | {c: 5}                 | {$set: {_id: 1}}     | {_id: 1}              | 11000
          """)
  void whoHasLostTheRace(String index, String filter, String update, String rival, int number) {
    demo.createIndex(doc(index), IndexOptions.DEFAULT.withUnique(true));
    try (var session = deployment.documents().startSession("rival")) {
      session.startTransaction();
      TestDeployment.demo(session).insertOne(doc(rival));
      var upsert =
          deployment.call(
              () ->
                  demo.updateOne(doc(filter), doc(update), UpdateOptions.DEFAULT.withUpsert(true)));
      assertThat(upsert.isDone()).as("waits for the key").isFalse();
      session.commitTransaction();
      deployment.settle();

      if (number == 0) {
        assertThat(upsert.result().matchedCount()).isEqualTo(1);
      } else {
        assertThat(upsert.failure().number()).isEqualTo(number);
      }
    }
    assertThat(deployment.status("metrics.queryExecutor.scannedObjects"))
        .as("tries it once or twice, and not until it may not any more")
        .isLessThan(4);
    assertThat(demo.countDocuments()).isEqualTo(1);
  }
}
