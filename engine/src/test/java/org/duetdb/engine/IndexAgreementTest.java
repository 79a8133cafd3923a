package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonRegularExpression;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.Session;
import org.duetdb.api.error.DuetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Index and scan answer alike, on random data and random filters, while others write: every filter
 * is asked twice in one snapshot, once by whatever index is chosen and once by a scan.
 */
final class IndexAgreementTest {
  private static final int WRITERS = 3;
  private static final int DOCUMENTS = 200;
  private static final int VALUES = 12;
  private static final int QUESTIONS = 120;
  private static final int BUILDS = 12;
  private static final Bson SCAN = new Document("$natural", 1);

  private static Object value(Random random) {
    return switch (random.nextInt(11)) {
      case 9 -> new BsonRegularExpression("^s" + random.nextInt(3));
      case 10 -> "s" + random.nextInt(VALUES) + "\u0001" + random.nextInt(3);
      case 0 -> random.nextInt(VALUES) + 0.5;
      case 1 -> "s" + random.nextInt(VALUES);
      case 2 -> List.of(random.nextInt(VALUES), random.nextInt(VALUES));
      case 3 -> new Document("b", random.nextInt(VALUES));
      case 4 -> List.of(new Document("b", random.nextInt(VALUES)), new Document("c", 1));
      default -> random.nextInt(VALUES);
    };
  }

  private static Document document(Random random) {
    var document = new Document("_id", random.nextInt(DOCUMENTS));
    if (random.nextInt(8) > 0) {
      document.append("a", value(random));
    }
    if (random.nextInt(8) > 0) {
      document.append("n", random.nextInt(VALUES));
    }
    return document;
  }

  private static Object condition(Random random) {
    return switch (random.nextInt(8)) {
      case 6 -> new Document("$regex", "^s" + random.nextInt(3));
      case 7 -> new BsonRegularExpression("^s1?" + random.nextInt(3), "s");
      case 0 -> new Document("$gt", random.nextInt(VALUES));
      case 1 -> new Document("$gte", random.nextInt(VALUES)).append("$lt", random.nextInt(VALUES));
      case 2 -> new Document("$in", List.of(random.nextInt(VALUES), "s3", 4.5));
      case 3 -> value(random);
      case 4 -> new Document("$lte", "s" + random.nextInt(VALUES));
      default -> random.nextInt(VALUES);
    };
  }

  private static Document filter(Random random) {
    var filter = new Document();
    filter.append(random.nextBoolean() ? "a" : "a.b", condition(random));
    if (random.nextBoolean()) {
      filter.append("n", condition(random));
    }
    if (random.nextInt(4) == 0) {
      var from = new Document("$gte", random.nextInt(DOCUMENTS));
      filter.append("_id", from.append("$lt", random.nextInt(DOCUMENTS)));
    }
    return filter;
  }

  private static void write(DocumentCollection<Document> collection, Random random) {
    var document = document(random);
    var id = new Document("_id", document.get("_id"));
    switch (random.nextInt(5)) {
      case 0 -> collection.deleteOne(id);
      case 1 -> {
        if (collection.find(id).first().isEmpty()) {
          collection.insertOne(document);
        }
      }
      case 2 -> collection.updateMany(filter(random), new Document("$inc", new Document("n", 1)));
      default -> {
        document.remove("_id");
        if (!document.isEmpty()) {
          collection.updateOne(id, new Document("$set", document));
        }
      }
    }
  }

  private static Void writeUntil(TestDeployment test, AtomicBoolean enough, long seed) {
    var random = new Random(seed);
    try (var session = test.documents().startSession()) {
      while (!enough.get()) {
        try {
          if (random.nextBoolean()) {
            write(test.demo(), random);
          } else {
            inTransaction(session, random);
          }
        } catch (DuetException expected) {
          assertThat(expected.code().number()).isIn(112, 251, 11000);
        }
      }
    }
    return null;
  }

  private static void inTransaction(Session session, Random random) {
    session.startTransaction();
    try {
      for (int i = 0; i < 3; i++) {
        write(TestDeployment.demo(session), random);
      }
      if (random.nextInt(3) > 0) {
        session.commitTransaction();
      }
    } finally {
      if (session.hasActiveTransaction()) {
        session.abortTransaction();
      }
    }
  }

  /** Runs {@code work} while others write. */
  private static void whileOthersWrite(TestDeployment test, long seed, Callable<Void> work)
      throws Exception {
    var random = new Random(seed);
    for (int i = 0; i < DOCUMENTS; i++) {
      write(test.demo(), random);
    }
    var enough = new AtomicBoolean();
    var pool = Executors.newFixedThreadPool(WRITERS);
    try {
      var writers = new ArrayList<Future<Void>>();
      for (int i = 0; i < WRITERS; i++) {
        long own = seed * WRITERS + i;
        writers.add(pool.submit(() -> writeUntil(test, enough, own)));
      }
      try {
        work.call();
      } finally {
        enough.set(true);
        for (var writer : writers) {
          writer.get();
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void agree(TestDeployment test, Random random) {
    try (var session = test.documents().startSession()) {
      session.startTransaction();
      var collection = TestDeployment.demo(session);
      for (int i = 0; i < 4; i++) {
        var filter = filter(random);
        var byIndex = sorted(collection.find(filter).toList());
        var byScan = sorted(collection.find(filter).hint(SCAN).toList());
        assertThat(byIndex).as("%s", filter).isEqualTo(byScan);
        assertThat(collection.countDocuments(filter)).as("%s", filter).isEqualTo(byScan.size());
        var byId = collection.find(filter).hint("_id_").sort(new Document("_id", 1));
        assertThat(byId.toList()).as("%s", filter).isEqualTo(byScan);
        assertOrdered(collection);
      }
      session.commitTransaction();
    }
  }

  private static void assertOrdered(DocumentCollection<Document> collection) {
    var order = new Document("n", -1).append("_id", 1);
    var only = new Document("n", new Document("$gte", 3));
    assertThat(
            collection.find(only).sort(new Document("n", -1)).toList().stream()
                .map(document -> document.get("n"))
                .toList())
        .isEqualTo(
            collection.find(only).hint(SCAN).sort(order).toList().stream()
                .map(document -> document.get("n"))
                .toList());
  }

  private static List<Document> sorted(List<Document> documents) {
    return documents.stream()
        .sorted(Comparator.comparing(document -> document.getInteger("_id")))
        .toList();
  }

  private static void createIndexes(DocumentCollection<Document> collection) {
    collection.createIndex(new Document("a", 1));
    collection.createIndex(new Document("n", -1));
    collection.createIndex(new Document("a.b", 1).append("n", 1));
    collection.createIndex(
        new Document("n", 1).append("a", -1), IndexOptions.DEFAULT.withSparse(true));
  }

  /** Nothing but an entry for each key of each document that is there. */
  private static void nothingIsLeftOver(TestDeployment test) {
    int entries = IndexRemains.entries(test);
    int indexes = IndexRemains.indexes(test);
    test.demo().dropIndexes();
    assertThat(IndexRemains.indexes(test)).isZero();
    createIndexes(test.demo());
    assertThat(IndexRemains.indexes(test)).isEqualTo(indexes);
    assertThat(entries)
        .as("entries against those of new indexes")
        .isEqualTo(IndexRemains.entries(test));
    assertThat(IndexRemains.primary(test)).isEqualTo((int) test.demo().countDocuments());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void indexAndScanAgreeUnderConcurrentWrites(long seed) throws Exception {
    try (var test = TestDeployment.real()) {
      createIndexes(test.demo());
      var random = new Random(-seed);
      whileOthersWrite(
          test,
          seed,
          () -> {
            for (int i = 0; i < QUESTIONS / 4; i++) {
              agree(test, random);
            }
            return null;
          });
      nothingIsLeftOver(test);
    }
  }

  @Test
  void buildingOnALiveCollectionLosesNothing() throws Exception {
    try (var test = TestDeployment.real()) {
      var random = new Random(7);
      whileOthersWrite(
          test,
          7,
          () -> {
            for (int i = 0; i < BUILDS; i++) {
              createIndexes(test.demo());
              agree(test, random);
              test.demo().dropIndexes();
            }
            createIndexes(test.demo());
            return null;
          });
      agree(test, random);
      nothingIsLeftOver(test);
    }
  }
}
