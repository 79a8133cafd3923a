package org.duetdb.tools.demo;

import java.time.Duration;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.Document;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.Session;
import org.duetdb.tools.stage.VirtualStage;

/**
 * What a wait costs under MongoDB's polling schedule: how often the waiter tried, measured by an
 * update that meets a rival which ends a given time after the first attempt. Always in virtual
 * time.
 *
 * @param rivalEnds when the rival ended
 * @param writeConflicts how many attempts met it
 * @param keysExamined how many keys all attempts together looked up
 * @param docsExamined how many documents all attempts together looked at
 */
record ConflictCount(
    Duration rivalEnds, long writeConflicts, long keysExamined, long docsExamined) {
  private static final Instant START = Instant.parse("2025-07-23T00:00:00Z");

  private static final String NO_LIFETIME = "0";

  static ConflictCount measure(Duration rivalEnds) {
    try (var scene = new Scene(new VirtualStage(START), line -> {}, NO_LIFETIME)) {
      var rival = scene.deployment().startSession("rival");
      demo(rival).insertOne(BsonDocument.parse("{_id: 'x', value: 0}"));
      rival.startTransaction();
      demo(rival).updateOne(BsonDocument.parse(Scene.FILTER), inc(2));
      scene.deployment().database(Shell.DATABASE).setProfilingLevel(2, Duration.ZERO);
      var waiter = scene.deployment().startSession("waiter");
      var acting =
          scene
              .stage()
              .begin(
                  "waiter", () -> demo(waiter).updateOne(BsonDocument.parse(Scene.FILTER), inc(8)));
      // The attempt due at that very moment must find the rival gone.
      scene.stage().pass(rivalEnds.minusMillis(1));
      rival.abortTransaction();
      scene.until(acting::hasEnded);
      return read(rivalEnds, scene);
    }
  }

  private static ConflictCount read(Duration rivalEnds, Scene scene) {
    var entry =
        scene
            .deployment()
            .database(Shell.DATABASE)
            .collection("system.profile")
            .find(new Document("op", "update"))
            .first()
            .orElseThrow();
    return new ConflictCount(
        rivalEnds,
        number(entry, "writeConflicts"),
        number(entry, "keysExamined"),
        number(entry, "docsExamined"));
  }

  private static long number(Document entry, String field) {
    return entry.get(field, Number.class).longValue();
  }

  private static BsonDocument inc(int by) {
    return BsonDocument.parse("{$inc: {value: " + by + "}}");
  }

  private static DocumentCollection<BsonDocument> demo(Session session) {
    return session.database(Shell.DATABASE).collection("demo", BsonDocument.class);
  }
}
