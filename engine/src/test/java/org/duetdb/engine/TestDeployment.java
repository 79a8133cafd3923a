package org.duetdb.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindQuery;
import org.duetdb.api.Namespace;
import org.duetdb.api.Session;
import org.duetdb.api.spi.Observer;
import org.duetdb.api.time.Actor;
import org.duetdb.api.time.SystemTime;
import org.duetdb.api.time.VirtualTime;

/** A private deployment with its time and a look inside. */
public final class TestDeployment implements AutoCloseable {
  public static final Namespace DEMO = new Namespace("test", "demo");

  private final Optional<VirtualTime> time;
  private final Deployment deployment;
  private final EmbeddedEngine engine;
  private final AtomicInteger actors = new AtomicInteger();

  private TestDeployment(Optional<VirtualTime> time, DeploymentOptions options) {
    this.time = time;
    deployment = Deployment.open(options);
    engine = EmbeddedEngine.behind(deployment.engine());
  }

  /** In virtual time. */
  public static TestDeployment virtual(String... options) {
    return virtual(0, options);
  }

  /** In virtual time whose interleavings depend on {@code seed}. */
  public static TestDeployment virtual(long seed, String... options) {
    var time = VirtualTime.startingAt(Instant.parse("2025-07-23T10:59:30Z"), seed);
    var parsed = DeploymentOptions.parse("duet:mem:?" + String.join("&", options));
    return new TestDeployment(
        Optional.of(time), parsed.withTime(time).withRandom(new Random(seed)));
  }

  /** In virtual time, with somebody who is told what happens. */
  public static TestDeployment observed(Observer observer, String... options) {
    var time = VirtualTime.startingAt(Instant.parse("2025-07-23T10:59:30Z"), 0);
    var parsed = DeploymentOptions.parse("duet:mem:?" + String.join("&", options));
    return new TestDeployment(
        Optional.of(time), parsed.withTime(time).withRandom(new Random(0)).withObserver(observer));
  }

  /** In real time. */
  public static TestDeployment real(String... options) {
    var parsed = DeploymentOptions.parse("duet:mem:?" + String.join("&", options));
    return new TestDeployment(Optional.empty(), parsed.withTime(SystemTime.create()));
  }

  public VirtualTime time() {
    return time.orElseThrow();
  }

  /** Virtual milliseconds since the start. */
  public long millis() {
    return time().nanoTime() / 1_000_000;
  }

  public void advance(long millis) {
    try {
      time().advance(Duration.ofMillis(millis));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Lets every actor run as far as it can without the clock. */
  public void settle() {
    advance(0);
  }

  /** Starts {@code work} as an actor and lets it run until it waits or ends. */
  public <R> Call<R> call(Supplier<R> work) {
    var call = new Call<R>(this::millis);
    Actor actor = time().spawn("call-" + actors.incrementAndGet(), () -> call.run(work));
    call.by(actor);
    settle();
    return call;
  }

  public Deployment documents() {
    return deployment;
  }

  EmbeddedEngine engine() {
    return engine;
  }

  /** The collection that most tests are about, outside any session. */
  public DocumentCollection<Document> demo() {
    return deployment.database(DEMO.database()).collection(DEMO.collection());
  }

  /** The same collection in a session. */
  public static DocumentCollection<Document> demo(Session session) {
    return session.database(DEMO.database()).collection(DEMO.collection());
  }

  /** Puts documents into that collection. */
  void insert(String... documents) {
    for (var document : documents) {
      demo().insertOne(doc(document));
    }
  }

  /** A query of that collection. */
  FindQuery<Document> find(String filter) {
    return demo().find(doc(filter));
  }

  /** A document by its text. */
  static Document doc(String json) {
    return Document.parse(json);
  }

  /** How a query finds its documents, in MongoDB's words. */
  static String summary(FindQuery<Document> query) {
    return query.explain().getString("planSummary");
  }

  /** What a query finds, by {@code _id}, in order. */
  static List<Object> ids(FindQuery<Document> query) {
    return query.toList().stream().map(document -> document.get("_id")).toList();
  }

  /** A session of the SQL kind. */
  public SqlSession sql(String label) {
    return new SqlSession(deployment.engine().openSession(label));
  }

  /** The committed value of a field of a document, which must exist. */
  public int value(Object id, String field) {
    return demo().find(new Document("_id", id)).first().orElseThrow().getInteger(field);
  }

  /** A counter of serverStatus, by its dotted path. */
  public long status(String path) {
    var status = deployment.serverStatus();
    var names = path.split("[.]", -1);
    for (int i = 0; i < names.length - 1; i++) {
      status = status.get(names[i], Document.class);
    }
    return status.getLong(names[names.length - 1]);
  }

  /** What is held just now. */
  public Remains remains() {
    return Remains.of(engine);
  }

  @Override
  public void close() {
    deployment.close();
  }
}
