package org.duetdb.tools.stat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DocumentCollection;
import org.duetdb.tools.stage.Stage;
import org.duetdb.tools.stage.Stage.Acting;

/**
 * Something to look at: writers outside transactions increment a few documents, read, insert and
 * delete; and once in five seconds a transaction changes the first of these documents and keeps it
 * for two, so that whoever wants that one waits.
 */
public final class Workload {
  private static final Duration BETWEEN_TRANSACTIONS = Duration.ofSeconds(3);
  private static final Duration TRANSACTION = Duration.ofSeconds(2);
  private static final long LONGEST_PAUSE_NANOS = 40_000_000;
  private static final Document FIRST = new Document("_id", 0);
  private static final Document INCREMENT = new Document("$inc", new Document("value", 1));

  private final Stage stage;
  private final Deployment deployment;
  private final int documents;
  private final long seed;
  private final List<Acting> actors = new ArrayList<>();
  private volatile boolean over;

  /**
   * @param documents how many documents the writers share
   * @param seed of the writers' choices
   */
  public Workload(Stage stage, Deployment deployment, int documents, long seed) {
    this.stage = stage;
    this.deployment = deployment;
    this.documents = documents;
    this.seed = seed;
  }

  private DocumentCollection<Document> counters() {
    return deployment.database("test").collection("counters");
  }

  /** Begins. */
  public void begin(int writers) {
    for (int id = 0; id < documents; id++) {
      counters().insertOne(new Document("_id", id).append("value", 0));
    }
    for (int writer = 1; writer <= writers; writer++) {
      var random = new SplittableRandom(seed + writer);
      actors.add(stage.begin("writer-" + writer, () -> write(random)));
    }
    actors.add(stage.begin("holder", this::hold));
  }

  private void write(SplittableRandom random) {
    var scratch = deployment.database("test").collection("scratch");
    while (!over) {
      pause(Duration.ofNanos(random.nextLong(LONGEST_PAUSE_NANOS)));
      var one = new Document("_id", random.nextInt(documents));
      switch (random.nextInt(8)) {
        case 0, 1 -> counters().find(one).first();
        case 2 -> scratch.insertOne(new Document());
        case 3 -> scratch.deleteOne(new Document());
        default -> counters().updateOne(one, INCREMENT);
      }
    }
  }

  private void hold() {
    try (var session = deployment.startSession("holder")) {
      while (!over) {
        pause(BETWEEN_TRANSACTIONS);
        session.withTransaction(
            () -> {
              session.database("test").collection("counters").updateOne(FIRST, INCREMENT);
              pause(TRANSACTION);
              return true;
            });
      }
    }
  }

  private void pause(Duration duration) {
    stage.sleep(duration);
  }

  /** Has everybody end, and returns when they have. */
  public void end() {
    over = true;
    for (var actor : actors) {
      while (!actor.hasEnded()) {
        stage.pass(Duration.ofMillis(10));
      }
    }
  }
}
