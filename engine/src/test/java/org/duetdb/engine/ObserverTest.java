package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.spi.Observation;
import org.junit.jupiter.api.Test;

/** What an observer is told, with timestamps counted from the first that it hears of. */
final class ObserverTest {
  private final List<Observation> told = new ArrayList<>();

  private TestDeployment demo(String... options) {
    var deployment = TestDeployment.observed(told::add, options);
    deployment.demo().insertOne(new Document("_id", 1).append("n", 0));
    told.clear();
    return deployment;
  }

  private List<String> words() {
    var ranks = new TreeMap<Long, Integer>();
    for (var one : told) {
      if (one instanceof Observation.Read read) {
        ranks.put(read.timestamp(), 0);
      } else if (one instanceof Observation.Version version && version.timestamp() > 0) {
        ranks.put(version.timestamp(), 0);
      }
    }
    int rank = 0;
    for (var entry : ranks.entrySet()) {
      entry.setValue(rank++);
    }
    return told.stream().map(one -> words(one, ranks)).toList();
  }

  private static String words(Observation one, Map<Long, Integer> ranks) {
    if (one instanceof Observation.Read read) {
      return read.session() + " reads " + read.scope() + " " + ranks.get(read.timestamp());
    }
    if (one instanceof Observation.Retry retry) {
      return retry.session()
          + " again after "
          + retry.pause().toMillis()
          + (retry.woken() ? " woken" : "")
          + retry.conflict().holder().map(who -> " by " + who).orElse("");
    }
    if (one instanceof Observation.TransactionRetry retry) {
      return retry.session() + " transaction again after " + retry.failure().code();
    }
    var version = (Observation.Version) one;
    return version.session()
        + " "
        + version.document()
        + version.content().map(content -> " n=" + content.getNumber("n").intValue()).orElse(" -")
        + " "
        + version.state()
        + (version.timestamp() == 0 ? "" : " " + ranks.get(version.timestamp()));
  }

  @Test
  void aRestartedStatementReadsFromALaterSnapshot() {
    try (var deployment = demo();
        var rival = deployment.sql("rival").readCommitted();
        var waiter = deployment.sql("waiter").readCommitted()) {
      rival.inc(1, 7);
      deployment.call(() -> waiter.inc(1, 1));
      deployment.advance(50);
      rival.commit();
      deployment.settle();
      waiter.commit();
    }

    assertThat(words())
        .containsExactly(
            "rival reads STATEMENT 0",
            "rival 1 n=7 OPEN",
            "waiter reads STATEMENT 0",
            "rival 1 n=7 COMMITTED 1",
            "waiter again after 50 woken by rival",
            "waiter reads STATEMENT 1",
            "waiter 1 n=8 OPEN",
            "waiter 1 n=8 COMMITTED 2");
  }

  @Test
  void aTransactionReadsFromOneSnapshotAndWhatItWroteGoesWithIt() {
    try (var deployment = demo();
        var session = deployment.documents().startSession("A")) {
      var inTransaction = TestDeployment.demo(session);
      session.startTransaction();
      inTransaction.find(new Document("_id", 1)).first();
      deployment.demo().deleteOne(new Document("_id", 1));
      inTransaction.find(new Document("_id", 1)).first();
      inTransaction.insertOne(new Document("_id", 2).append("n", 5));
      session.abortTransaction();
    }

    assertThat(words())
        .containsExactly(
            "A reads TRANSACTION 0",
            "(no session) reads NEWEST 0",
            "(no session) 1 - COMMITTED 1",
            "A reads TRANSACTION 0",
            "A reads TRANSACTION 0",
            "A 2 n=5 OPEN",
            "A 2 n=5 UNDONE");
  }

  @Test
  void aPollingScheduleIsToldSleepBySleep() {
    try (var deployment = demo("conflictSchedule=mongodb-8.0");
        var rival = deployment.documents().startSession("A")) {
      rival.startTransaction();
      TestDeployment.demo(rival).updateOne(new Document("_id", 1), inc(2));
      var update =
          deployment.call(() -> deployment.demo().updateOne(new Document("_id", 1), inc(8)));
      deployment.advance(2);
      rival.abortTransaction();
      deployment.advance(10);
      assertThat(update.result().modifiedCount()).isEqualTo(1);
    }

    assertThat(words())
        .filteredOn(word -> word.contains("again"))
        .containsExactly(
            "(no session) again after 0 by A",
            "(no session) again after 0 by A",
            "(no session) again after 0 by A",
            "(no session) again after 0 by A",
            "(no session) again after 1 by A",
            "(no session) again after 1 by A",
            "(no session) again after 1 by A");
    assertThat(words()).endsWith("(no session) 1 n=8 COMMITTED 1");
  }

  @Test
  void aTransactionThatIsRunAgainIsTold() {
    try (var deployment = demo();
        var session = deployment.documents().startSession("A")) {
      var runs = new int[1];
      var again =
          deployment.call(
              () ->
                  session.withTransaction(
                      () -> {
                        TestDeployment.demo(session).find(new Document("_id", 1)).first();
                        if (runs[0]++ == 0) {
                          deployment.demo().updateOne(new Document("_id", 1), inc(1));
                        }
                        return TestDeployment.demo(session)
                            .updateOne(new Document("_id", 1), inc(1));
                      }));
      deployment.advance(1_000);
      assertThat(again.result().modifiedCount()).isEqualTo(1);
    }

    assertThat(words()).contains("A transaction again after WRITE_CONFLICT");
    assertThat(words()).endsWith("A 1 n=2 OPEN", "A 1 n=2 COMMITTED 2");
  }

  @Test
  void anObserverThatFailsChangesNothing() {
    try (var deployment =
        TestDeployment.observed(
            observation -> {
              throw new IllegalStateException("meant to fail");
            })) {
      deployment.insert("{_id: 1, n: 3}");
      assertThat(deployment.value(1, "n")).isEqualTo(3);
    }
  }

  @Test
  void whoOpensARunningDeploymentBringsNoOtherObserver() {
    var options = DeploymentOptions.inMemory("observed").withObserver(told::add);
    try (var first = Deployment.open(options);
        var second = Deployment.open(DeploymentOptions.inMemory("observed"))) {
      assertThat(second.engine().options().observer()).isEqualTo(options.observer());
      assertThat(options.observer()).isNotEqualTo(Optional.empty());
      assertThatThrownBy(() -> Deployment.open(options.withObserver(one -> {})))
          .isInstanceOf(DuetException.class)
          .hasMessageContaining("observer");
      first.shutdown();
    }
  }

  private static Document inc(int by) {
    return new Document("$inc", new Document("n", by));
  }
}
