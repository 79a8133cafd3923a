package org.duetdb.tools.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import java.util.List;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.run.Failure;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real driver against a server that speaks MongoDB's protocol. It is not MongoDB and has no
 * transactions: what is shown here is that each call becomes the command it should and its answer
 * the result it should.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MongoContenderTest {
  private final ProtocolBackend backend = new ProtocolBackend();
  private final MongoServer server = new MongoServer(backend);
  private final ForeignContenders foreign = new ForeignContenders();
  private String url = "";

  @BeforeAll
  void start() {
    url = server.bindAndGetConnectionString();
  }

  @AfterAll
  void stop() {
    foreign.close();
    server.shutdownNow();
  }

  private static Trace run(Contender contender, String call) {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            """
            setup document {
              db.demo.insertMany([{_id: 1, n: 10}, {_id: 2, n: 20}, {_id: 3, n: 30}])
            }
            session A step a document { %s }
            outcome document { db.demo.find().sort({_id: 1}) }
            """
                .formatted(call));
    return Comparison.of(schedule, List.of(contender))
        .permutations()
        .get(0)
        .contenders()
        .get(0)
        .trace();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.demo.insertOne({_id: 4})",
        "db.demo.insertMany([{_id: 4}, {_id: 5}])",
        "db.demo.countDocuments({n: {$gt: 10}})",
        "db.demo.find().sort({n: -1}).skip(1).limit(1)",
        "db.demo.find({_id: 1}).projection({n: 1, _id: 0})",
        "db.demo.updateOne({_id: 1}, {$set: {n: 10}})",
        "db.demo.updateOne({_id: 9}, {$set: {n: 1}}, {upsert: true})",
        "db.demo.updateMany({}, {$inc: {n: 1}})",
        "db.demo.replaceOne({_id: 1}, {n: 7})",
        "db.demo.deleteOne({_id: 1})",
        "db.demo.deleteMany({n: {$gt: 10}})",
        "db.demo.findOneAndUpdate({_id: 1}, {$inc: {n: 1}}, {returnDocument: 'after'})",
        "db.demo.findOneAndUpdate({_id: 9}, {$inc: {n: 1}})",
        "db.demo.withMaxTime(500).find({_id: 1})"
      })
  void aCallGivesWhatItGivesInDuet(String call) {
    var here = run(foreign.named(url).orElseThrow(), call);
    var there = run(Contenders.named("documents").orElseThrow(), call);

    assertThat(here.fault()).isEmpty();
    assertThat(here.steps().get(0).outcome()).isEqualTo(there.steps().get(0).outcome());
    assertThat(here.outcome()).isEqualTo(there.outcome());
  }

  @Test
  void anErrorOfTheServerIsTheStepsFailure() {
    var trace = run(foreign.named(url).orElseThrow(), "db.demo.insertOne({_id: 1})");

    assertThat(trace.steps().get(0).outcome().toString())
        .contains("code=11000", "MongoWriteException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.demo.withConflictPolicy('wait').find()",
        "db.demo.withLockTimeout(5).find()",
        "db.demo.findOneForUpdate({_id: 1})",
        "session.startTransaction({isolation: 'SERIALIZABLE'})"
      })
  void whatMongodbDoesNotHaveEndsTheRunWithItsName(String call) {
    var trace = run(foreign.named(url).orElseThrow(), call);

    assertThat(trace.fault()).hasValueSatisfying(why -> assertThat(why).contains("MongoDB"));
  }

  @Test
  void aTransactionIsSentAsOne() {
    backend.inTransactions().clear();

    var trace =
        run(
            foreign.named(url).orElseThrow(),
            "session.startTransaction(); db.demo.updateOne({_id: 1}, {$inc: {n: 1}});"
                + " db.demo.find({_id: 1}); session.commitTransaction()");

    assertThat(trace.fault()).isEmpty();
    assertThat(trace.steps().get(0).after()).isEqualTo(TransactionState.NONE);
    assertThat(backend.inTransactions())
        .containsExactly("update, the first", "find", "commitTransaction");
  }

  @Test
  void aWriteConflictLeavesADeadTransactionThatMayBeRunAgain() {
    var trace =
        run(
            foreign.named(url).orElseThrow(),
            "session.startTransaction(); db.demo.updateOne({_id: 'refuse me'}, {$inc: {n: 1}})");

    var step = trace.steps().get(0);
    assertThat(step.after()).isEqualTo(TransactionState.FAILED);
    assertThat(step.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .extracting(Failure::code, Failure::codeName, Failure::transientError)
                    .containsExactly(112, "WriteConflict", true));
  }

  @Test
  void whoeverIsNotThereIsNamed() {
    assertThatThrownBy(
            () ->
                foreign.named("mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200").orElseThrow())
        .isInstanceOf(ForeignEngineException.class)
        .hasMessageContaining("cannot reach mongodb://127.0.0.1:1/")
        .hasMessageContaining("refused");
    assertThatThrownBy(() -> foreign.named("mongodb://"))
        .isInstanceOf(ForeignEngineException.class)
        .hasMessageContaining("is no connection string");
    assertThatThrownBy(() -> ForeignContenders.requireClass("org.nowhere.Driver", "a:b"))
        .isInstanceOf(ForeignEngineException.class)
        .hasMessage("MongoDB's driver is not there: add a:b to the module path");
  }
}
