package org.duetdb.samples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.bson.codecs.pojo.annotations.BsonId;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.Session;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.WriteModel.DeleteOne;
import org.duetdb.api.WriteModel.InsertOne;
import org.duetdb.api.WriteModel.UpdateMany;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The document API from the first insert to conflicts in virtual time. Meant to be read from top to
 * bottom; every chapter begins with the same four books.
 */
@TestMethodOrder(OrderAnnotation.class)
public class DocumentTutorialTest {
  /** A document as a record: the field {@code _id} is the component with {@code BsonId}. */
  public record Book(@BsonId String title, String author, int year, int stock, List<String> tags) {}

  /** What a pipeline makes of books. */
  public record Shelf(@BsonId String author, int books) {}

  private Deployment deployment;
  private DocumentCollection<Book> books;

  @BeforeEach
  void openADeploymentAndInsertBooks() {
    deployment = Deployment.open("duet:mem:"); // without a name it is private, and gone when closed
    books = deployment.database("library").collection("books", Book.class);
    books.insertMany(
        List.of(
            new Book("Emma", "Austen", 1815, 3, List.of("novel", "irony")),
            new Book("Persuasion", "Austen", 1817, 0, List.of("novel")),
            new Book("Walden", "Thoreau", 1854, 2, List.of("essay")),
            new Book("Middlemarch", "Eliot", 1871, 1, List.of("novel"))));
  }

  @AfterEach
  void closeIt() {
    deployment.close();
  }

  /** Filters, updates and sorts are written as MongoDB's; its own builders do as well. */
  private static Document json(String text) {
    return Document.parse(text);
  }

  private static Document title(String title) {
    return new Document("_id", title);
  }

  @Test
  @Order(1)
  void findBooks() {
    assertThat(books.find(title("Walden")).first().map(Book::year)).contains(1854);

    var novels = books.find(json("{tags: 'novel', year: {$lt: 1850}}")).sort(json("{year: -1}"));
    assertThat(novels).extracting(Book::title).containsExactly("Persuasion", "Emma");

    // A projection changes the shape, so the result is read as plain documents.
    var titles = books.as(Document.class).find().projection(json("{_id: 1}")).limit(2).toList();
    assertThat(titles).containsExactly(title("Emma"), title("Persuasion"));

    try (var stream = books.find().stream()) {
      assertThat(stream.mapToInt(Book::stock).sum()).isEqualTo(6);
    }
    assertThat(books.distinct("tags", new Document(), String.class))
        .containsExactly("novel", "irony", "essay");
  }

  @Test
  @Order(2)
  void changeBooks() {
    var result = books.updateMany(json("{author: 'Austen'}"), json("{$inc: {stock: 5}}"));
    assertThat(result.matchedCount()).isEqualTo(2);

    // An update that changes nothing matches and modifies nothing.
    assertThat(books.updateOne(title("Emma"), json("{$set: {stock: 8}}")).modifiedCount()).isZero();

    // A pipeline computes from other fields.
    books.updateOne(title("Emma"), List.of(json("{$set: {stock: {$subtract: ['$stock', 1]}}}")));
    assertThat(books.find(title("Emma")).first().map(Book::stock)).contains(7);

    // An upsert inserts when nothing matches.
    var upserted =
        books.updateOne(
            title("Ulysses"),
            json("{$set: {author: 'Joyce', year: 1922, stock: 1, tags: []}}"),
            UpdateOptions.DEFAULT.withUpsert(true));
    assertThat(upserted.upsertedId()).isPresent();

    var bulk =
        books.bulkWrite(
            List.of(
                new InsertOne<>(new Book("Orlando", "Woolf", 1928, 4, List.of())),
                new UpdateMany<>(json("{stock: 0}"), json("{$set: {stock: 1}}")),
                new DeleteOne<>(title("Ulysses"))));
    assertThat(bulk.insertedCount() + bulk.deletedCount()).isEqualTo(2);
  }

  @Test
  @Order(3)
  void lendTheLastCopyOnlyOnce() {
    // The condition stands in the filter, so it holds at the moment of the change: two who want
    // the last copy cannot both get it, and neither needs a transaction.
    var inStock = json("{_id: 'Middlemarch', stock: {$gt: 0}}");
    var after = FindOneAndUpdateOptions.DEFAULT.withReturnAfter(true);

    var first = books.findOneAndUpdate(inStock, json("{$inc: {stock: -1}}"), after);
    var second = books.findOneAndUpdate(inStock, json("{$inc: {stock: -1}}"), after);

    assertThat(first.map(Book::stock)).contains(0);
    assertThat(second).isEmpty();
  }

  @Test
  @Order(4)
  void countBooksByAuthor() {
    var pipeline =
        List.of(
            json("{$group: {_id: '$author', books: {$sum: 1}}}"),
            json("{$sort: {books: -1, _id: 1}}"));

    assertThat(books.as(Shelf.class).aggregate(pipeline))
        .containsExactly(new Shelf("Austen", 2), new Shelf("Eliot", 1), new Shelf("Thoreau", 1));
  }

  @Test
  @Order(5)
  void moveACopyInATransaction() {
    try (Session session = deployment.startSession("librarian")) {
      var mine = session.database("library").collection("books", Book.class);

      // Runs again from the start after a conflict, so it has no effect besides its writes.
      session.withTransaction(
          () -> {
            mine.updateOne(title("Emma"), json("{$inc: {stock: -1}}"));
            return mine.updateOne(title("Walden"), json("{$inc: {stock: 1}}"));
          });
    }
    assertThat(books.find(title("Walden")).first().map(Book::stock)).contains(3);
  }

  @Test
  @Order(6)
  void meetAConflict() {
    try (Session alice = deployment.startSession("alice");
        Session bob = deployment.startSession("bob")) {
      alice.startTransaction();
      alice
          .database("library")
          .collection("books")
          .updateOne(title("Emma"), json("{$inc: {stock: 1}}"));
      bob.startTransaction();
      var seenByBob = bob.database("library").collection("books", Book.class);

      // Readers never wait, and see what was committed.
      assertThat(seenByBob.find(title("Emma")).first().map(Book::stock)).contains(3);

      // The second writer fails at once in a transaction; the error says who is in the way.
      var conflict =
          catchThrowableOfType(
              DuetException.class,
              () -> seenByBob.updateOne(title("Emma"), json("{$inc: {stock: 1}}")));
      assertThat(conflict.codeName()).isEqualTo("WriteConflict");
      assertThat(conflict.hasLabel(DuetException.TRANSIENT_TRANSACTION_ERROR)).isTrue();
      bob.abortTransaction();

      // What to do about a rival can be chosen: here, to leave her document out.
      assertThat(books.findOneForUpdate(title("Emma"), ConflictPolicy.SKIP)).isEmpty();
      alice.commitTransaction();
    }
    assertThat(books.find(title("Emma")).first().map(Book::stock)).contains(4);
  }

  @Test
  @Order(7)
  void seeWhoWaitsInVirtualTime() throws InterruptedException {
    // Outside a transaction a writer waits. In virtual time nothing happens by itself: a test moves
    // the clock, and sees the same every time.
    var time = VirtualTime.startingAt(Instant.parse("2025-07-23T10:00:00Z"), 7);
    try (var virtual = Deployment.open(DeploymentOptions.inMemory("").withTime(time));
        Session alice = virtual.startSession("alice")) {
      var demo = virtual.database("test").collection("demo");
      demo.insertOne(json("{_id: 'x', value: 0}"));
      alice.startTransaction();
      alice.database("test").collection("demo").updateOne(title("x"), json("{$inc: {value: 2}}"));

      time.spawn("bob", () -> demo.updateOne(title("x"), json("{$inc: {value: 8}}")));
      time.advance(Duration.ofSeconds(10));
      assertThat(virtual.waits())
          .extracting(wait -> wait.holders())
          .containsExactly(List.of("alice"));

      // A transaction is cancelled when it is 60 s old; then bob's update is applied to the
      // document as it was.
      time.advance(Duration.ofSeconds(50));
      assertThat(demo.find(title("x")).first().map(x -> x.getInteger("value"))).contains(8);
      var tooLate = catchThrowableOfType(DuetException.class, alice::commitTransaction);
      assertThat(tooLate.codeName()).isEqualTo("NoSuchTransaction");
    }
  }

  @Test
  @Order(8)
  void lookInside() {
    deployment.database("library").setProfilingLevel(2, Duration.ZERO);
    books.withComment("tutorial").updateOne(title("Emma"), json("{$inc: {stock: 1}}"));

    var profiled =
        deployment
            .database("library")
            .collection("system.profile")
            .find(json("{'command.comment': 'tutorial'}"))
            .first()
            .orElseThrow();
    assertThat(profiled.getString("planSummary"))
        .isEqualTo("EXPRESS_IXSCAN { _id: 1 },EXPRESS_UPDATE");
    assertThat(deployment.serverStatus().get("opcounters", Document.class))
        .containsEntry("update", 1L);
  }
}
