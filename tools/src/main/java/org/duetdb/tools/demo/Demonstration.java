package org.duetdb.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.duetdb.tools.shell.ShellText;
import org.duetdb.tools.stage.RealStage;
import org.duetdb.tools.stage.Stage;
import org.duetdb.tools.stage.VirtualStage;

/**
 * The story in four parts: wait on conflict or fail on conflict, what the waiting costs, mongostat,
 * and the profiler. The offsets at which something is typed are the article's, to the second; the
 * waits end by the sweep that cancels session A's transaction, as they did there.
 */
public final class Demonstration {
  /** The second sweep after A is 60 s old; the waits are counted back from it. */
  private static final Duration CANCELLED = Duration.ofSeconds(90);

  private static final List<Duration> MEASURED =
      List.of(
          Duration.ofMillis(59_956),
          Duration.ofMillis(60_000),
          Duration.ofMillis(79_556),
          Duration.ofMillis(82_756));

  private final Consumer<String> out;
  private final Function<Instant, Stage> stages;
  private final Consumer<String> progress;

  private Demonstration(
      Consumer<String> out, Consumer<String> progress, Function<Instant, Stage> stages) {
    this.out = out;
    this.progress = progress;
    this.stages = stages;
  }

  /** Plays in virtual time, on the dates of the article; takes about a second. */
  public static void playInVirtualTime(Consumer<String> out) {
    new Demonstration(out, line -> {}, VirtualStage::new).play();
  }

  /**
   * Plays on the machine's clock; takes four and a half minutes.
   *
   * @param progress is told every second how far a wait is
   */
  public static void playInRealTime(Consumer<String> out, Consumer<String> progress) {
    out.accept("// On the machine's clock a pause takes a little longer than asked for, so the");
    out.accept("// counts of a wait are a little lower than they are in virtual time.");
    new Demonstration(out, progress, start -> new RealStage()).play();
  }

  private void play() {
    heading("Wait on conflict, fail on conflict");
    waitOrFail();
    heading("What the waiting costs");
    costs();
    heading("mongostat");
    mongostat();
    heading("The profiler");
    profile();
  }

  private void waitOrFail() {
    try (var scene = scene("2025-07-23T10:59:18.900Z")) {
      var shell = scene.shell();
      shell.drop("demo");
      var a = shell.startSession("A");
      a.useDatabase();
      a.insertOne("{ _id: 'x', value: 0 }");
      shell.say("first transaction A updates one doc");
      scene.until(Duration.ofMillis(11_100));
      a.startTransaction();
      a.updateOne(Scene.FILTER, "{ $inc: { value: 2 } }");
      shell.say("second transaction B tries to update the same doc");
      scene.until(Duration.ofMillis(18_100));
      var b = shell.startSession("B");
      b.startTransaction();
      b.useDatabase();
      shell.date();
      b.updateOne(Scene.FILTER, "{ $inc: { value: 4 } }");
      scene.until(Duration.ofMillis(21_100));
      shell.date();
      b.abortTransaction();
      shell.say("do the same without starting a transaction");
      scene.until(CANCELLED.minusMillis(59_900));
      long before = scene.writeConflicts();
      shell.date();
      updateAndWait(scene, b, () -> {});
      shell.date();
      a.commitTransaction();
      a.endSession();
      shell.find("demo");
      out.accept(
          "// the waiting update met " + (scene.writeConflicts() - before) + " write conflicts");
    }
  }

  private void costs() {
    out.accept("// An update meets a rival; the same wait as above, measured for several lengths:");
    out.accept(
        "// attempts 0-3 follow at once, 4-9 after 1 ms, 10-99 after 5 ms, 100-199 after 10 ms,");
    out.accept("// all later ones after 100 ms.");
    out.accept("");
    out.accept(
        String.format(
            Locale.ROOT,
            "%16s %16s %14s %14s",
            "rival ends",
            "writeConflicts",
            "keysExamined",
            "docsExamined"));
    for (var rivalEnds : MEASURED) {
      var count = ConflictCount.measure(rivalEnds);
      out.accept(
          String.format(
              Locale.ROOT,
              "after %,7d ms %16d %14d %14d",
              rivalEnds.toMillis(),
              count.writeConflicts(),
              count.keysExamined(),
              count.docsExamined()));
    }
  }

  private void mongostat() {
    try (var scene = scene("2025-07-23T08:48:48.100Z")) {
      var b = holdTheDocument(scene);
      scene.until(CANCELLED.minusMillis(79_500));
      scene.shell().date();
      var mongostat = new Mongostat(scene.deployment(), scene.at(Duration.ofMillis(12_072)));
      updateAndWait(scene, b, mongostat::glance);
      scene.shell().date();
      var end = scene.deployment().engine().time().now().plusSeconds(3);
      scene.until(
          () -> {
            mongostat.glance();
            return !scene.deployment().engine().time().now().isBefore(end);
          });
      out.accept("");
      mongostat.lines().forEach(out);
    }
  }

  private void profile() {
    try (var scene = scene("2025-07-23T17:17:18.026Z")) {
      var shell = scene.shell();
      var b = holdTheDocument(scene);
      var database = scene.deployment().database(Shell.DATABASE);
      scene.until(CANCELLED.minusMillis(82_700));
      shell.type("db.setProfilingLevel(2)");
      database.setProfilingLevel(2, Duration.ZERO);
      shell.date();
      updateAndWait(scene, b, () -> {});
      shell.date();
      shell.type("db.setProfilingLevel(0)");
      database.setProfilingLevel(0, Duration.ZERO);
      shell.enter(
          "db.system.profile.find({}, { _id: 0 }).sort({ ts: -1 }).limit(1).pretty()",
          () ->
              ShellText.of(
                  new BsonArray(
                      database
                          .collection("system.profile", BsonDocument.class)
                          .find()
                          .projection(BsonDocument.parse("{_id: 0}"))
                          .sort(BsonDocument.parse("{ts: -1}"))
                          .limit(1)
                          .toList())));
    }
  }

  /** Session A holds the document in a transaction it forgets; returns session B. */
  private static ShellSession holdTheDocument(Scene scene) {
    var shell = scene.shell();
    var a = shell.startSession("A");
    a.useDatabase();
    a.insertOne("{ _id: 'x', value: 0 }");
    scene.until(Duration.ofMillis(1_900));
    a.startTransaction();
    a.updateOne(Scene.FILTER, "{ $inc: { value: 2 } }");
    var b = shell.startSession("B");
    b.useDatabase();
    return b;
  }

  /** B updates without a transaction, and the scene goes on while it waits. */
  private void updateAndWait(Scene scene, ShellSession b, Runnable meanwhile) {
    var update = "{ $inc: { value: 8 } }";
    var reply = new CompletableFuture<String>();
    b.typeUpdate(Scene.FILTER, update);
    var acting = scene.stage().begin("B", () -> reply.complete(b.update(Scene.FILTER, update)));
    var start = scene.stage().time().now();
    scene.until(
        () -> {
          meanwhile.run();
          progress.accept(
              "B waits for "
                  + Duration.between(start, scene.stage().time().now()).toSeconds()
                  + " s");
          return acting.hasEnded();
        });
    progress.accept("");
    scene.shell().reply(reply.join());
  }

  private Scene scene(String start) {
    return new Scene(stages.apply(Instant.parse(start)), out);
  }

  private void heading(String text) {
    out.accept("");
    out.accept(text);
    out.accept("=".repeat(text.length()));
  }
}
