package org.duetdb.tools.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the calls of a document script mean. */
class DocumentCallsTest {
  private static final Contender DOCUMENTS = Contenders.named("documents").orElseThrow();

  private static Trace run(String calls) {
    var schedule =
        ScheduleReader.parse(
            "x.spec",
            """
            setup document {
              db.demo.insertMany([{_id: 1, n: 10}, {_id: 2, n: 20}, {_id: 3, n: 30}])
            }
            session A step a document { %s }
            """
                .formatted(calls));
    return ScheduleRunner.run(schedule, schedule.permutations().get(0), DOCUMENTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db.demo.insertOne({_id: 4})                                        | 1 row",
        "db.demo.insertMany([{_id: 4}, {_id: 5}])                           | 2 rows",
        "db.demo.countDocuments()                                           | (3)",
        "db.demo.countDocuments({n: {$gt: 10}})                             | (2)",
        "db.demo.find().sort({n: -1}).skip(1).limit(1)                      | (2, 20)",
        "db.demo.find({_id: 1}).projection({n: 1, _id: 0})                  | (10)",
        "db.demo.find({_id: 9})                                             | no rows",
        "db.demo.updateOne({_id: 1}, {$set: {n: 10}})                       | 1 matched, 0"
            + " modified",
        "db.demo.updateOne({_id: 9}, {$set: {n: 1}}, {upsert: true})        | 1 matched, 1"
            + " modified",
        "db.demo.updateMany({}, {$inc: {n: 1}})                             | 3 matched, 3"
            + " modified",
        "db.demo.replaceOne({_id: 1}, {n: 7})                               | 1 matched, 1"
            + " modified",
        "db.demo.deleteOne({_id: 1})                                        | 1 row",
        "db.demo.deleteMany({n: {$gt: 10}})                                 | 2 rows",
        "db.demo.findOneAndUpdate({_id: 1}, {$inc: {n: 1}})                 | (1, 10)",
        "db.demo.findOneForUpdate({_id: 1})                                 | (1, 10)",
        "db.demo.findOneForUpdate({_id: 1}, 'skip')                         | (1, 10)",
        "db.demo.withConflictPolicy('fail').withMaxTime(9).deleteOne({n: 0}) | 0 rows",
      })
  void giveWhatTheDocumentApiGives(String call, String result) {
    var trace = run(call);

    assertThat(trace.fault()).isEmpty();
    var done = (Outcome.Done) trace.steps().get(0).outcome();
    assertThat(done.results()).extracting(StatementResult::describe).containsExactly(result);
  }

  @Test
  void findOneAndUpdateTakesItsOptions() {
    var trace =
        run(
            "db.demo.findOneAndUpdate({}, {$inc: {n: 1}},"
                + " {returnDocument: 'after', sort: {n: -1}, projection: {n: 1, _id: 0}})");

    assertThat(((Outcome.Done) trace.steps().get(0).outcome()).results())
        .isEqualTo(
            List.of(new StatementResult.Rows(List.of(new Row(List.of("n"), List.of("31"))))));
  }

  @Test
  void aTransactionTakesItsOptions() {
    var trace =
        run(
            "session.startTransaction({isolation: 'read committed', conflictPolicy: 'wait'});"
                + " db.demo.deleteMany({}); session.abortTransaction()");

    assertThat(trace.fault()).isEmpty();
    assertThat(trace.outcome()).hasSize(3);
    assertThat(trace.steps().get(0).after()).isEqualTo(TransactionState.NONE);
  }

  @Test
  void droppingLeavesNothing() {
    assertThat(run("db.demo.drop()").outcome()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db.demo.insertOne()                          | insertOne: argument 1 is missing",
        "db.demo.insertOne(1)                         | insertOne: argument 1 must be a document",
        "db.demo.insertMany([1])                      | argument 1 must be an array of documents",
        "db.demo.find().limit('x')                    | limit: argument 1 must be a number",
        "db.demo.find().explode()                     | no method 'explode' on a query",
        "db.demo.deleteOne({}).limit(1)               | no method 'limit' after deleteOne",
        "db.demo.withLuck(1).find()                   | no method 'withLuck' on a collection",
        "db.demo.updateOne({}, {$set: {n: 1}}, {x: 1}) | updateOne: there is no option 'x'",
        "db.demo.findOneForUpdate({}, 'maybe')        | 'maybe' is no conflict policy",
        "db.demo.updateOne({}, {}, {upsert: 1})        | updateOne: Value expected to be of type",
        "session.endSession()                         | no method 'endSession' on a session",
        "session.startTransaction({x: 1})             | startTransaction: there is no option 'x'",
        "session.startTransaction({isolation: 'x'})   | 'x' is no isolation level",
      })
  void mistakesAreNamed(String call, String fault) {
    assertThat(run(call).fault().orElseThrow()).startsWith("line ").contains(fault);
  }
}
