package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.engine.SqlSession.Clause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** serverStatus counts each operation once, whichever language and path it takes. */
final class OperationCountersTest {
  private final TestDeployment deployment = TestDeployment.virtual();
  private SqlSession sql;
  private List<Long> before;

  @BeforeEach
  void twoRows() {
    sql = deployment.sql("S");
    sql.insert(1, 0);
    sql.insert(2, 0);
    before = counters();
  }

  @AfterEach
  void close() {
    sql.close();
    deployment.close();
  }

  private List<Long> counters() {
    return List.of(
        deployment.status("opcounters.insert"),
        deployment.status("opcounters.query"),
        deployment.status("opcounters.update"),
        deployment.status("opcounters.delete"),
        deployment.status("opcounters.command"));
  }

  private void assertCounted(
      long inserts, long queries, long updates, long deletes, long commands) {
    var after = counters();
    assertThat(
            List.of(
                after.get(0) - before.get(0),
                after.get(1) - before.get(1),
                after.get(2) - before.get(2),
                after.get(3) - before.get(3),
                after.get(4) - before.get(4)))
        .containsExactly(inserts, queries, updates, deletes, commands);
    before = after;
  }

  @Test
  void sqlOutsideATransaction() {
    sql.inc(1, 1);
    assertCounted(0, 0, 1, 0, 0);
    sql.setWhere(0, 5);
    assertCounted(0, 0, 1, 0, 0);
    sql.insert(3, 0);
    assertCounted(1, 0, 0, 0, 0);
    sql.delete(3);
    assertCounted(0, 0, 0, 1, 0);
    sql.read(1);
    sql.readAll();
    assertCounted(0, 2, 0, 0, 0);
    sql.lock(1, Clause.FOR_UPDATE);
    assertCounted(0, 1, 0, 0, 0);
  }

  @Test
  void sqlInATransaction() {
    sql.readCommitted();
    sql.inc(1, 1);
    sql.insert(3, 0);
    sql.delete(2);
    sql.readAll();
    sql.commit();
    assertCounted(1, 1, 1, 1, 0);
  }

  @Test
  void aStatementThatRunsAgainIsCountedOnceAndSoIsWhatItDoes() {
    long updated = deployment.status("metrics.document.updated");
    try (var rival = deployment.sql("rival")) {
      rival.readCommitted();
      rival.inc(2, 0);
      var waiting = deployment.call(() -> sql.setWhere(0, 5));
      assertThat(waiting.isDone()).isFalse();
      rival.rollback();
      deployment.settle();
      assertThat(waiting.result()).isEqualTo(2);
    }
    assertThat(deployment.status("metrics.operation.statementRestarts")).isPositive();
    assertCounted(0, 0, 2, 0, 0);
    assertThat(deployment.status("metrics.document.updated") - updated)
        .as("the rival's, and two of the statement")
        .isEqualTo(3);
  }

  @Test
  void whatAFailedStatementHasUndoneIsNotCountedAsDone() {
    long inserted = deployment.status("metrics.document.inserted");
    var three = SqlSession.document(3, 0);
    var failing =
        deployment.call(
            () ->
                sql.execute(
                    scope ->
                        scope.insert(
                            new InsertOperation(
                                TestDeployment.DEMO, List.of(three, three), true, true))));
    assertThat(failing.failure().getMessage()).contains("E11000");
    assertThat(deployment.status("metrics.document.inserted")).isEqualTo(inserted);
  }

  @Test
  void documents() {
    var demo = deployment.demo();
    demo.updateOne(new Document("_id", 1), new Document("$inc", new Document("n", 1)));
    assertCounted(0, 0, 1, 0, 0);
    demo.updateMany(new Document(), new Document("$inc", new Document("n", 1)));
    assertCounted(0, 0, 1, 0, 0);
    demo.insertMany(List.of(new Document("_id", 7), new Document("_id", 8)));
    assertCounted(2, 0, 0, 0, 0);
    demo.deleteOne(new Document("_id", 7));
    demo.deleteMany(new Document("n", 12));
    assertCounted(0, 0, 0, 2, 0);
    assertThat(demo.find().toList()).hasSize(3);
    assertCounted(0, 1, 0, 0, 0);
  }

  @Test
  void aJoinCountsWhatEachOfItsCursorsHasExamined() {
    long examined = deployment.status("metrics.queryExecutor.scannedObjects");
    long keys = deployment.status("metrics.queryExecutor.scanned");
    sql.execute(
        scope -> {
          for (var access :
              List.of(
                  Access.ALL, Access.keys(List.of(DocumentKey.of(SqlSession.document(1, 0)))))) {
            var find = FindOperation.of(TestDeployment.DEMO, access, DocumentPredicate.ALWAYS);
            try (var cursor = scope.find(find, new Object[0])) {
              while (cursor.next() != null) {
                // reads it to its end
              }
            }
          }
          return true;
        });
    assertThat(deployment.status("metrics.queryExecutor.scannedObjects") - examined).isEqualTo(3);
    assertThat(deployment.status("metrics.queryExecutor.scanned") - keys).isEqualTo(1);
  }
}
