package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.bson.Document;
import org.duetdb.api.conflict.ConflictPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JDK Flight Recorder is told, with the template of the documentation. */
final class FlightRecorderTest {
  private static final Document X = Document.parse("{_id: 'x'}");
  private static final Document INC = Document.parse("{$inc: {n: 1}}");

  @TempDir private Path folder;

  private List<RecordedEvent> recorded(Runnable scenario) throws Exception {
    var template = Configuration.create(Path.of("..", "docs", "flight-recorder.jfc"));
    try (var recording = new Recording(template)) {
      recording.start();
      scenario.run();
      recording.stop();
      return events(recording);
    }
  }

  private List<RecordedEvent> events(Recording recording) throws IOException {
    var file = folder.resolve("duet.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("org.duetdb."))
        .toList();
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("org.duetdb." + name))
        .toList();
  }

  private static void conflictAndWait() {
    try (var deployment = TestDeployment.virtual();
        var a = deployment.documents().startSession("A")) {
      deployment.demo().insertOne(Document.parse("{_id: 'x', n: 0}"));
      a.startTransaction();
      TestDeployment.demo(a).updateOne(X, INC);
      var waiter = deployment.call(() -> deployment.demo().updateOne(X, INC));
      a.commitTransaction();
      deployment.settle();
      waiter.result();
    }
  }

  @Test
  void aConflictAWaitAndTheTransactionBehindThem() throws Exception {
    var events = recorded(FlightRecorderTest::conflictAndWait);

    var conflict = named(events, "WriteConflict").get(0);
    assertThat(conflict.getString("namespace")).isEqualTo("test.demo");
    assertThat(conflict.getString("document")).contains("x");
    assertThat(conflict.getString("verdict")).isEqualTo("WAIT");
    assertThat(conflict.getLong("conflicts")).isEqualTo(1);
    var wait = named(events, "ConflictWait").get(0);
    assertThat(wait.getString("outcome")).isEqualTo("woken");
    assertThat(wait.getString("conflict")).contains("A");
    assertThat(wait.getStackTrace()).isNotNull();
    var transaction = named(events, "Transaction").get(0);
    assertThat(transaction.getString("session")).isEqualTo("A");
    assertThat(transaction.getString("outcome")).isEqualTo("committed");
    assertThat(transaction.getLong("statements")).isEqualTo(1);
  }

  private static void deadlock() {
    try (var deployment = TestDeployment.virtual();
        var a = deployment.documents().startSession("A");
        var b = deployment.documents().startSession("B")) {
      deployment.demo().insertMany(List.of(Document.parse("{_id: 1}"), Document.parse("{_id: 2}")));
      var inA = TestDeployment.demo(a).withConflictPolicy(ConflictPolicy.WAIT);
      var inB = TestDeployment.demo(b).withConflictPolicy(ConflictPolicy.WAIT);
      a.startTransaction();
      b.startTransaction();
      inA.updateOne(new Document("_id", 1), INC);
      inB.updateOne(new Document("_id", 2), INC);
      deployment.call(() -> inA.updateOne(new Document("_id", 2), INC));
      deployment.call(() -> inB.updateOne(new Document("_id", 1), INC)).failure();
      deployment.settle();
    }
  }

  @Test
  void aDeadlock() throws Exception {
    var events = recorded(FlightRecorderTest::deadlock);

    assertThat(named(events, "Deadlock").get(0).getString("session")).isEqualTo("B");
    assertThat(named(events, "ConflictWait"))
        .extracting(event -> event.getString("outcome"))
        .contains("DEADLOCK");
    assertThat(named(events, "Transaction"))
        .extracting(event -> event.getString("outcome"))
        .contains("aborted");
  }

  private static void restart() {
    try (var deployment = TestDeployment.virtual();
        var a = deployment.sql("A").readCommitted();
        var b = deployment.sql("B").readCommitted()) {
      deployment.demo().insertOne(Document.parse("{_id: 1, n: 0}"));
      a.inc(1, 1);
      var waiter = deployment.call(() -> b.inc(1, 1));
      a.commit();
      deployment.settle();
      waiter.result();
    }
  }

  @Test
  void aStatementThatBeginsAgain() throws Exception {
    var restart = named(recorded(FlightRecorderTest::restart), "StatementRestart").get(0);

    assertThat(restart.getString("session")).isEqualTo("B");
    assertThat(restart.getLong("restarts")).isEqualTo(1);
  }

  @Test
  void nothingIsRecordedWhenNobodyWantsIt() throws Exception {
    try (var recording = new Recording()) {
      for (var event : List.of("WriteConflict", "ConflictWait", "Transaction")) {
        recording.disable("org.duetdb." + event);
      }
      recording.start();
      conflictAndWait();
      recording.stop();

      assertThat(events(recording)).isEmpty();
    }
  }
}
