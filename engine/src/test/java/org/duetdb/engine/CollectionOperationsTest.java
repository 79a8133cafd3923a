package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.duetdb.engine.TestDeployment.doc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndDeleteOptions;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.WriteModel;
import org.duetdb.api.WriteModel.DeleteMany;
import org.duetdb.api.WriteModel.DeleteOne;
import org.duetdb.api.WriteModel.InsertOne;
import org.duetdb.api.WriteModel.ReplaceOne;
import org.duetdb.api.WriteModel.UpdateByPipeline;
import org.duetdb.api.WriteModel.UpdateMany;
import org.duetdb.api.WriteModel.UpdateOne;
import org.duetdb.api.error.BulkWriteException;
import org.duetdb.api.error.DuplicateKeyException;
import org.duetdb.api.spi.InsertOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything a collection can be asked for besides filters and update operators. */
final class CollectionOperationsTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private final DocumentCollection<Document> demo = deployment.demo();

  @BeforeEach
  void insertThree() {
    demo.insertMany(
        List.of(
            doc("{_id: 1, n: 3, tags: ['a', 'b']}"),
            doc("{_id: 2, n: 1, tags: ['b']}"),
            doc("{_id: 3, n: 2.0}")));
  }

  @AfterEach
  void close() {
    deployment.close();
  }

  private List<String> all() {
    return demo.find().sort(doc("{_id: 1}")).toList().stream().map(Document::toJson).toList();
  }

  @Test
  void distinctTakesTheElementsOfArraysAndEqualNumbersOnce() {
    demo.insertOne(doc("{_id: 4, n: 2, tags: null}"));

    assertThat(demo.distinct("tags", doc("{n: {$gt: 0}, tags: {$type: 'string'}}"), String.class))
        .containsExactly("a", "b");
    assertThat(demo.distinct("n", doc("{}"), Integer.class)).containsExactly(3, 1, 2);
    assertThat(demo.distinct("tags", doc("{_id: 4}"), BsonValue.class))
        .containsExactly(BsonNull.VALUE);
    assertThat(demo.distinct("missing", doc("{}"), BsonValue.class)).isEmpty();
    assertThat(Refused.number(() -> demo.distinct("tags", doc("{}"), Integer.class))).isEqualTo(14);
  }

  @Test
  void countsAndEstimates() {
    assertThat(demo.countDocuments(doc("{tags: 'b'}"))).isEqualTo(2);
    assertThat(demo.find().skip(1).limit(5).count()).isEqualTo(2);
    assertThat(demo.estimatedDocumentCount()).isEqualTo(3);
  }

  @Test
  void findOneAndReplaceReturnsBeforeOrAfter() {
    assertThat(demo.findOneAndReplace(doc("{_id: 2}"), doc("{n: 7}")))
        .contains(doc("{_id: 2, n: 1, tags: ['b']}"));
    var after =
        FindOneAndUpdateOptions.DEFAULT
            .withReturnAfter(true)
            .withSort(doc("{n: -1}"))
            .withProjection(doc("{_id: 0}"));

    assertThat(demo.findOneAndReplace(doc("{}"), doc("{n: 0, z: 1}"), after))
        .contains(doc("{n: 0, z: 1}"));
    assertThat(all().get(1)).isEqualTo("{\"_id\": 2, \"n\": 0, \"z\": 1}");
  }

  @Test
  void findOneAndReplaceUpserts() {
    var upsert = FindOneAndUpdateOptions.DEFAULT.withUpsert(true);

    assertThat(demo.findOneAndReplace(doc("{_id: 8}"), doc("{a: 1}"), upsert)).isEmpty();
    assertThat(demo.findOneAndReplace(doc("{_id: 9}"), doc("{a: 1}"), upsert.withReturnAfter(true)))
        .contains(doc("{_id: 9, a: 1}"));
    assertThat(demo.countDocuments()).isEqualTo(5);
  }

  @Test
  void findOneAndDeleteTakesTheFirstInOrder() {
    var smallest =
        FindOneAndDeleteOptions.DEFAULT.withSort(doc("{n: 1}")).withProjection(doc("{n: 1}"));

    assertThat(demo.findOneAndDelete(doc("{}"), smallest)).contains(doc("{_id: 2, n: 1}"));
    assertThat(demo.findOneAndDelete(doc("{_id: 1}"))).isPresent();
    assertThat(demo.findOneAndDelete(doc("{_id: 1}"))).isEmpty();
    assertThat(all()).containsExactly("{\"_id\": 3, \"n\": 2.0}");
  }

  @Test
  void findOneAndDeleteWithAWrongProjectionDeletesNothing() {
    var wrong = FindOneAndDeleteOptions.DEFAULT.withProjection(doc("{a: 1, b: 0}"));

    assertThat(Refused.number(() -> demo.findOneAndDelete(doc("{}"), wrong))).isEqualTo(31254);
    assertThat(demo.countDocuments()).isEqualTo(3);
  }

  @Test
  void findOneAndUpdateKnowsArrayFiltersAndPipelines() {
    var after = FindOneAndUpdateOptions.DEFAULT.withReturnAfter(true);

    assertThat(
            demo.findOneAndUpdate(
                doc("{_id: 1}"),
                doc("{$set: {'tags.$[t]': 'c'}}"),
                after.withArrayFilters(List.of(doc("{t: 'b'}")))))
        .contains(doc("{_id: 1, n: 3, tags: ['a', 'c']}"));
    assertThat(
            demo.findOneAndUpdate(
                doc("{_id: 1}"),
                List.of(doc("{$set: {n: {$add: ['$n', 1]}}}"), doc("{$unset: 'tags'}")),
                after))
        .contains(doc("{_id: 1, n: 4}"));
  }

  @Test
  void pipelinesUpdateOneAndMany() {
    var raise = List.of(doc("{$set: {n: {$multiply: ['$n', 10]}}}"));

    assertThat(demo.updateOne(doc("{_id: 1}"), raise).modifiedCount()).isEqualTo(1);
    assertThat(demo.updateMany(doc("{_id: {$gt: 1}}"), raise).modifiedCount()).isEqualTo(2);
    assertThat(demo.updateMany(doc("{}"), List.of(doc("{$set: {_id: '$_id'}}"))).modifiedCount())
        .isZero();
    assertThat(demo.distinct("n", doc("{}"), Double.class)).containsExactly(30.0, 10.0, 20.0);
    var upserted =
        demo.updateOne(
            doc("{_id: 7}"),
            List.of(doc("{$replaceWith: {n: {$literal: 1}}}")),
            UpdateOptions.DEFAULT.withUpsert(true));
    assertThat(upserted.upsertedId()).contains(new BsonInt32(7));
    assertThat(Refused.number(() -> demo.updateOne(doc("{_id: 1}"), List.of(doc("{$match: {}}")))))
        .isEqualTo(72);
    assertThat(Refused.number(() -> demo.updateOne(doc("{_id: 1}"), List.of(doc("{$foo: 1}")))))
        .isEqualTo(40324);
  }

  @Test
  void bulkWriteDoesAllKindsInOrder() {
    List<WriteModel<Document>> writes =
        List.of(
            new InsertOne<>(doc("{_id: 4, n: 9}")),
            new UpdateOne<>(doc("{_id: 4}"), doc("{$inc: {n: 1}}")),
            new UpdateMany<>(doc("{}"), doc("{$set: {seen: true}}")),
            new UpdateByPipeline<>(
                doc("{_id: 3}"), List.of(doc("{$unset: 'n'}")), false, UpdateOptions.DEFAULT),
            new ReplaceOne<>(
                doc("{_id: 5}"), doc("{r: 1}"), UpdateOptions.DEFAULT.withUpsert(true)),
            new DeleteOne<>(doc("{_id: 1}")),
            new DeleteMany<>(doc("{_id: {$lte: 2}}")));

    var result = demo.bulkWrite(writes);

    assertThat(result.insertedCount()).isEqualTo(1);
    assertThat(result.matchedCount()).isEqualTo(6);
    assertThat(result.modifiedCount()).isEqualTo(6);
    assertThat(result.deletedCount()).isEqualTo(2);
    assertThat(result.insertedIds()).containsOnly(entry(0, 4));
    assertThat(result.upsertedIds()).containsOnly(entry(4, 5));
    assertThat(all())
        .containsExactly(
            "{\"_id\": 3, \"seen\": true}",
            "{\"_id\": 4, \"n\": 10, \"seen\": true}",
            "{\"_id\": 5, \"r\": 1}");
  }

  private static Map.Entry<Integer, BsonValue> entry(int index, int id) {
    return Map.entry(index, new BsonInt32(id));
  }

  /** Two faults between three writes that are none. */
  private static List<WriteModel<Document>> withFaults() {
    return List.of(
        new InsertOne<>(doc("{_id: 10}")),
        new InsertOne<>(doc("{_id: 1}")),
        new UpdateOne<>(doc("{_id: 2}"), doc("{$inc: {tags: 1}}")),
        new DeleteOne<>(doc("{_id: 3}")));
  }

  private BulkWriteException refusal(boolean ordered) {
    return catchThrowableOfType(
        BulkWriteException.class, () -> demo.bulkWrite(withFaults(), ordered));
  }

  @Test
  void anOrderedBulkWriteStopsAtTheFirstFailure() {
    var refused = refusal(true);

    assertThat(refused.number()).isEqualTo(11000);
    assertThat(refused.failures()).extracting(InsertOutcome.Failure::index).containsExactly(1);
    assertThat(refused.result().insertedIds()).containsOnly(entry(0, 10));
    assertThat(refused.result().deletedCount()).isZero();
    assertThat(demo.countDocuments()).isEqualTo(4);
  }

  @Test
  void anUnorderedBulkWriteTriesAll() {
    var refused = refusal(false);

    assertThat(refused.failures()).extracting(InsertOutcome.Failure::index).containsExactly(1, 2);
    assertThat(refused.failures().get(1).error().number()).isEqualTo(14);
    assertThat(refused.result().deletedCount()).isEqualTo(1);
    assertThat(demo.countDocuments()).isEqualTo(3);
  }

  @Test
  void aBulkWriteInATransactionFailsAsAWhole() {
    try (var session = deployment.documents().startSession()) {
      session.startTransaction();

      assertThat(Refused.number(() -> TestDeployment.demo(session).bulkWrite(withFaults(), false)))
          .isEqualTo(11000);
      assertThat(Refused.number(session::commitTransaction)).isEqualTo(251);
    }
    assertThat(demo.countDocuments()).isEqualTo(3);
  }

  @Test
  void aFailureInATransactionIsToldWithItsIndex() {
    var documents = List.of(doc("{_id: 8}"), doc("{_id: 1}"), doc("{_id: 9}"));
    try (var session = deployment.documents().startSession()) {
      var inside = TestDeployment.demo(session);
      session.startTransaction();
      var bulk = (BulkWriteException) Refused.by(() -> inside.bulkWrite(withFaults(), false));
      session.abortTransaction();
      session.startTransaction();
      var many = (BulkWriteException) Refused.by(() -> inside.insertMany(documents, false));
      session.abortTransaction();

      assertThat(bulk.failures()).hasSize(1);
      assertThat(bulk.failures().get(0).index()).isEqualTo(refusal(true).failures().get(0).index());
      assertThat(bulk).hasMessageContaining("nothing of it has happened");
      assertThat(many.failures().get(0).index()).isEqualTo(1);
      assertThat(many.inserted()).isEqualTo(1);
      assertThat(many.labels()).isEmpty();
      session.startTransaction();
      assertThat(Refused.by(() -> inside.insertOne(doc("{_id: 1}"))))
          .isExactlyInstanceOf(DuplicateKeyException.class);
    }
  }

  @Test
  void aTimeLimitEndsABulkWriteAsAWhole() {
    try (var rival = deployment.documents().startSession()) {
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(doc("{_id: 2}"), doc("{$set: {x: 1}}"));
      List<WriteModel<Document>> writes =
          List.of(
              new DeleteOne<>(doc("{_id: 1}")),
              new DeleteOne<>(doc("{_id: 2}")),
              new DeleteOne<>(doc("{_id: 3}")));
      var bulk =
          deployment.call(
              () ->
                  Refused.number(
                      () -> demo.withMaxTime(Duration.ofMillis(100)).bulkWrite(writes, false)));
      deployment.advance(100);

      assertThat(bulk.result()).isEqualTo(50);
      assertThat(demo.countDocuments()).isEqualTo(2);
    }
  }

  @Test
  void insertManyTellsWhatIsIn() {
    var documents = List.of(doc("{_id: 20}"), doc("{_id: 1}"), doc("{_id: 21}"));

    var refused =
        catchThrowableOfType(BulkWriteException.class, () -> demo.insertMany(documents, false));

    assertThat(refused.result().insertedIds()).containsOnly(entry(0, 20), entry(2, 21));
    assertThat(refused.failures()).extracting(InsertOutcome.Failure::index).containsExactly(1);
  }

  @Test
  void queryOptionsShowInTheProfile() {
    deployment.documents().database("test").setProfilingLevel(2, Duration.ZERO);

    demo.find(doc("{n: {$gt: 1}}"))
        .comment("nightly")
        .maxTime(Duration.ofSeconds(2))
        .batchSize(2)
        .hint(doc("{_id: 1}"))
        .let(doc("{a: 1}"))
        .toList();
    deployment.documents().database("test").setProfilingLevel(0, Duration.ZERO);

    var entry =
        deployment
            .documents()
            .database("test")
            .collection("system.profile")
            .find(doc("{'command.comment': 'nightly'}"))
            .first()
            .orElseThrow();
    assertThat(entry.get("command", Document.class))
        .containsEntry("maxTimeMS", 2000L)
        .containsEntry("let", doc("{a: 1}"));
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(Refused.by(() -> demo.find().hint(doc("{n: 1}")).toList()))
        .hasMessageContaining("hint provided does not correspond to an existing index")
        .returns(2, e -> e.number());
    assertThat(Refused.number(() -> demo.withCollation(doc("{locale: 'de', strength: 5}"))))
        .isEqualTo(238);
    assertThat(demo.withCollation(doc("{locale: 'simple'}")).countDocuments()).isEqualTo(3);
    assertThat(Refused.number(() -> demo.find().limit(-1))).isEqualTo(2);
    assertThat(Refused.number(() -> demo.find().batchSize(-1))).isEqualTo(2);
  }

  @Test
  void positionalProjectionsShowTheElementThatMatched() {
    assertThat(
            demo.find(doc("{tags: 'b'}")).projection(doc("{'tags.$': 1, _id: 0}")).toList().stream()
                .map(Document::toJson))
        .containsExactly("{\"tags\": [\"b\"]}", "{\"tags\": [\"b\"]}");
    assertThat(demo.find(doc("{_id: 1}")).projection(doc("{tags: {$slice: -1}, n: 0}")).first())
        .contains(doc("{_id: 1, tags: ['b']}"));
    assertThat(
            demo.find(doc("{_id: 1}")).projection(doc("{tags: {$elemMatch: {$gt: 'a'}}}")).first())
        .contains(doc("{_id: 1, tags: ['b']}"));
  }

  @Test
  void theTimeOfAFilterIsTheStatements() {
    demo.insertOne(doc("{_id: 5}").append("at", Instant.EPOCH));

    assertThat(demo.find(doc("{$expr: {$lt: ['$at', '$$NOW']}, at: {$exists: true}}")).first())
        .map(document -> document.getInteger("_id"))
        .isEqualTo(Optional.of(5));
    assertThat(
            demo.updateOne(doc("{_id: 5, $expr: {$lt: ['$at', '$$NOW']}}"), doc("{$set: {x: 1}}"))
                .modifiedCount())
        .isEqualTo(1);
    assertThat(demo.find(doc("{_id: 5}")).projection(doc("{now: '$$NOW'}")).first().orElseThrow())
        .containsKey("now");
  }

  @Test
  void batchesAreReadAhead() {
    try (var cursor = demo.find().batchSize(2).cursor()) {
      assertThat(cursor.next().getInteger("_id")).isEqualTo(1);
      assertThat(cursor.next().getInteger("_id")).isEqualTo(2);
      assertThat(cursor.next().getInteger("_id")).isEqualTo(3);
      assertThat(cursor.hasNext()).isFalse();
    }
    assertThat(deployment.remains().snapshots()).isZero();
  }
}
