package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.conversions.Bson;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.Session;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pipelines over collections of a running deployment. */
final class AggregateTest {
  private final TestDeployment deployment = TestDeployment.virtual("stageMemory=10000");

  /** What a pipeline may be read as. */
  public record Group(@BsonId String customer, int total) {}

  static List<BsonDocument> pipeline(String json) {
    return BsonArray.parse(json).stream().map(stage -> stage.asDocument()).toList();
  }

  private DocumentCollection<Document> collection(String name) {
    return deployment.documents().database("test").collection(name);
  }

  private List<String> run(String collection, String pipeline) {
    return json(collection(collection).aggregate(pipeline(pipeline)).toList());
  }

  private static List<String> json(List<Document> documents) {
    return documents.stream().map(Document::toJson).toList();
  }

  private void insert(String collection, String... documents) {
    for (var document : documents) {
      collection(collection).insertOne(Document.parse(document));
    }
  }

  private static void assertRefused(ThrowingCallable call, int number, String text) {
    assertThat(Refused.by(call)).hasMessageContaining(text).returns(number, DuetException::number);
  }

  @BeforeEach
  void insertOrders() {
    insert(
        "orders",
        "{_id: 1, customer: 'a', price: 10}",
        "{_id: 2, customer: 'b', price: 5}",
        "{_id: 3, customer: 'a', price: 7}");
    insert("customers", "{_id: 'a', name: 'Ada'}", "{_id: 'b', name: 'Bob'}");
  }

  @AfterEach
  void close() {
    deployment.close();
  }

  @Test
  void resultsAreReadAsRecords() {
    var totals =
        deployment
            .documents()
            .database("test")
            .collection("orders", Group.class)
            .aggregate(
                pipeline(
                    "[{$group: {_id: '$customer', total: {$sum: '$price'}}}, {$sort: {_id: 1}}]"));

    assertThat(totals).containsExactly(new Group("a", 17), new Group("b", 5));
    assertThat(totals.first()).contains(new Group("a", 17));
    try (var stream = totals.stream()) {
      assertThat(stream.mapToInt(Group::total).sum()).isEqualTo(22);
    }
  }

  @Test
  void lookupReadsTheOtherCollectionInTheSnapshotOfTheFirst() {
    try (var cursor =
        collection("orders")
            .aggregate(
                pipeline(
                    "[{$match: {customer: 'a'}}, {$lookup: {from: 'customers', localField:"
                        + " 'customer', foreignField: '_id', as: 'c'}}]"))
            .cursor()) {
      assertThat(name(cursor.next())).isEqualTo("Ada");
      collection("customers")
          .updateOne(new Document("_id", "a"), Document.parse("{$set: {name: 'Eve'}}"));
      insert("orders", "{_id: 4, customer: 'a'}");

      assertThat(name(cursor.next())).isEqualTo("Ada");
      assertThat(cursor.hasNext()).isFalse();
    }
    assertThat(deployment.remains().snapshots()).isZero();
  }

  private static String name(Document joined) {
    return joined.getList("c", Document.class).get(0).getString("name");
  }

  @Test
  void aTransactionReadsItsOwnWritesAndNobodyElses() {
    try (Session session = deployment.documents().startSession()) {
      session.startTransaction();
      var orders = session.database("test").collection("orders");
      orders.insertOne(Document.parse("{_id: 9, customer: 'b', price: 1}"));
      insert("orders", "{_id: 10, customer: 'b', price: 100}");

      var sums =
          orders.aggregate(
              pipeline(
                  "[{$match: {customer: 'b'}}, {$unionWith: {coll: 'orders', pipeline: [{$match:"
                      + " {customer: 'b'}}]}}, {$group: {_id: null, sum: {$sum: '$price'}}}]"));

      assertThat(json(sums.toList())).containsExactly("{\"_id\": null, \"sum\": 12}");
      session.commitTransaction();
      assertThat(sums.first().orElseThrow().getInteger("sum")).isEqualTo(212);
    }
  }

  @Test
  void aCursorEndsWithItsTransaction() {
    try (Session session = deployment.documents().startSession()) {
      session.startTransaction();
      var orders = session.database("test").collection("orders");
      var pipeline = orders.aggregate(List.<Bson>of()).cursor();
      var query = orders.find().cursor();
      pipeline.next();
      query.next();
      session.commitTransaction();

      assertThat(Refused.number(pipeline::next)).isEqualTo(43);
      assertThat(Refused.number(query::next)).isEqualTo(43);
    }
  }

  @Test
  void outReplacesACollectionAtOnce() {
    insert("totals", "{_id: 'a', old: true}", "{_id: 'z'}");
    var pipeline = "[{$group: {_id: '$customer', total: {$sum: '$price'}}}, {$out: 'totals'}]";

    assertThat(run("orders", pipeline)).isEmpty();
    assertThat(run("orders", pipeline)).isEmpty();

    assertThat(run("totals", "[{$sort: {_id: 1}}]"))
        .containsExactly("{\"_id\": \"a\", \"total\": 17}", "{\"_id\": \"b\", \"total\": 5}");
    run("orders", "[{$project: {price: 1}}, {$out: {db: 'other', coll: 'new'}}]");
    assertThat(deployment.documents().database("other").collection("new").countDocuments())
        .isEqualTo(3);
  }

  @Test
  void outThatFailsReplacesNothing() {
    insert("totals", "{_id: 'z'}");

    assertThat(
            Refused.number(
                () -> run("orders", "[{$project: {_id: '$customer'}}, {$out: 'totals'}]")))
        .isEqualTo(11000);
    assertThat(run("totals", "[]")).containsExactly("{\"_id\": \"z\"}");
  }

  @Test
  void outWaitsForARivalAndRunsAgain() {
    insert("totals", "{_id: 'z'}");
    try (Session rival = deployment.documents().startSession("rival")) {
      rival.startTransaction();
      rival
          .database("test")
          .collection("totals")
          .updateOne(new Document("_id", "z"), Document.parse("{$set: {x: 1}}"));
      var out = deployment.call(() -> run("orders", "[{$out: 'totals'}]"));
      assertThat(out.isDone()).isFalse();
      insert("orders", "{_id: 4}");
      rival.commitTransaction();
      deployment.settle();

      assertThat(out.result()).isEmpty();
      assertThat(collection("totals").countDocuments()).isEqualTo(4);
    }
  }

  @Test
  void mergeUpdatesInsertsAndLeavesTheRest() {
    insert("totals", "{_id: 'a', note: 'kept', total: 1}", "{_id: 'z'}");

    run("orders", "[{$group: {_id: '$customer', total: {$sum: '$price'}}}, {$merge: 'totals'}]");

    assertThat(run("totals", "[{$sort: {_id: 1}}]"))
        .containsExactly(
            "{\"_id\": \"a\", \"note\": \"kept\", \"total\": 17}",
            "{\"_id\": \"b\", \"total\": 5}",
            "{\"_id\": \"z\"}");
  }

  @Test
  void mergeByAPipelineOrNotAtAll() {
    insert("totals", "{_id: 1, n: 1}");

    run(
        "orders",
        "[{$merge: {into: 'totals', whenMatched: [{$set: {n: {$add: ['$n', '$$new.price']}}}],"
            + " whenNotMatched: 'discard'}}]");

    assertThat(run("totals", "[]")).containsExactly("{\"_id\": 1, \"n\": 11}");
    assertThat(
            Refused.number(
                () -> run("orders", "[{$merge: {into: 'totals', whenNotMatched: 'fail'}}]")))
        .isEqualTo(13113);
    assertThat(
            Refused.number(
                () -> run("orders", "[{$merge: {into: 'totals', whenMatched: 'fail'}}]")))
        .isEqualTo(11000);
    assertThat(Refused.number(() -> run("orders", "[{$merge: {into: 'totals', on: 'price'}}]")))
        .isEqualTo(51183);
  }

  @Test
  void mergeByTheKeysOfAUniqueIndexLeavesTheIdAlone() {
    insert("totals", "{_id: 1, customer: 'a', n: 1}");
    var unique = IndexOptions.DEFAULT.withUnique(true);
    collection("totals").createIndex(Document.parse("{customer: 1}"), unique);

    run(
        "orders",
        "[{$group: {_id: '$customer', n: {$sum: '$price'}}}, {$project: {_id: 0, customer: '$_id',"
            + " n: 1}}, {$merge: {into: 'totals', on: 'customer'}}]");

    assertThat(run("totals", "[{$sort: {customer: 1}}, {$project: {_id: 0}}]"))
        .containsExactly("{\"customer\": \"a\", \"n\": 17}", "{\"n\": 5, \"customer\": \"b\"}");
    assertThat(collection("totals").find(Document.parse("{_id: 1}")).first()).isPresent();
    assertThat(
            Refused.number(
                () -> run("orders", "[{$merge: {into: 'totals', on: ['_id', 'customer']}}]")))
        .isEqualTo(51183);
  }

  @Test
  void mergeIntoItsOwnCollectionReadsNothingOfWhatItWrites() {
    run(
        "orders",
        "[{$project: {_id: {$add: ['$_id', 1]}}}, {$merge: {into: 'orders', whenMatched:"
            + " [{$set: {seen: {$add: [{$ifNull: ['$seen', 0]}, 1]}}}]}}]");

    assertThat(run("orders", "[{$match: {seen: 1}}]")).hasSize(2);
    assertThat(collection("orders").countDocuments()).isEqualTo(4);
  }

  @Test
  void aStageThatHoldsTooMuchIsRefusedByTheNamedLimit() {
    insert("orders", "{_id: 'big', text: '" + "x".repeat(20_000) + "'}");

    assertRefused(() -> run("orders", "[{$sort: {price: 1}}]"), 292, "10000 bytes");
    assertRefused(
        () -> collection("orders").find().sort(new Document("price", 1)).toList(),
        292,
        "10000 bytes");
    assertThat(deployment.remains().snapshots()).isZero();
  }

  @Test
  void variablesAreEvaluatedOnce() {
    var query =
        collection("orders")
            .aggregate(pipeline("[{$match: {$expr: {$gte: ['$price', '$$least']}}}]"));

    assertThat(query.let(Document.parse("{least: {$add: [3, 4]}}")).toList()).hasSize(2);
    assertThat(
            collection("orders")
                .withLet(new Document("least", 8))
                .find(Document.parse("{$expr: {$gte: ['$price', '$$least']}}"))
                .toList())
        .hasSize(1);
  }

  @Test
  void whatCannotRunInATransactionIsRefusedAndWhatFailsEndsIt() {
    try (Session session = deployment.documents().startSession()) {
      var orders = session.database("test").collection("orders");
      session.startTransaction();
      orders.insertOne(new Document("_id", 20));

      assertRefused(
          () -> orders.aggregate(pipeline("[{$out: 'x'}]")).toList(),
          263,
          "Stage not supported inside of a multi-document transaction: $out");
      assertThat(Refused.number(session::commitTransaction)).isEqualTo(251);
    }
    try (Session session = deployment.documents().startSession()) {
      var orders = session.database("test").collection("orders");
      session.startTransaction();
      var cursor = orders.aggregate(pipeline("[{$project: {x: {$divide: ['$price', 0]}}}]"));

      assertRefused(cursor::toList, 2, "divide by zero");
      assertThat(Refused.number(() -> orders.find().toList())).isEqualTo(251);
    }
  }

  @Test
  void unknownStagesAreRefusedByName() {
    assertRefused(() -> run("orders", "[{$nope: 1}]"), 40324, "$nope");
  }
}
