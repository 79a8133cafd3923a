package org.duetdb.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.duetdb.engine.Call;
import org.duetdb.engine.Remains;
import org.duetdb.engine.SqlSession;
import org.duetdb.engine.TestDeployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 64 writers stand in a queue; when the rival goes, newcomers run to the document at the same
 * moment, and the seed decides who of all is first to look at it: it is always free of claims, and
 * still nobody overtakes.
 */
final class NewcomerTest {
  private static final int WRITERS = 64;
  private static final int NEWCOMERS = 8;

  /** How a newcomer writes. */
  private enum Way {
    DOCUMENT,
    DOCUMENT_FOUND_BY_ANOTHER_FIELD,
    SQL_AUTOCOMMIT,
    TRANSACTION
  }

  private final List<Integer> served = new ArrayList<>();

  private void write(TestDeployment deployment, int number, Way way) {
    switch (way) {
      case DOCUMENT -> push(deployment, new Document("_id", 1), number);
      case DOCUMENT_FOUND_BY_ANOTHER_FIELD -> push(deployment, new Document("kind", "hot"), number);
      case SQL_AUTOCOMMIT -> {
        try (var session = deployment.sql("newcomer")) {
          update(session, number);
        }
      }
      case TRANSACTION -> {
        try (var session = deployment.sql("newcomer").readCommitted()) {
          update(session, number);
          session.commit();
        }
      }
    }
  }

  private static void push(TestDeployment deployment, Document filter, int number) {
    var push = new Document("$push", new Document("served", number));
    assertThat(deployment.demo().updateOne(filter, push).modifiedCount()).isEqualTo(1);
  }

  /** Notes its number under the claim. */
  private void update(SqlSession session, int number) {
    session.execute(
        scope -> {
          long matched =
              scope.update(SqlSession.increment(SqlSession.byId(1), 1), new Object[0]).matched();
          served.add(number);
          return matched;
        });
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void nobodyOvertakes(Way way) throws InterruptedException {
    for (long seed = 0; seed < 10; seed++) {
      try (var deployment = TestDeployment.virtual(seed);
          var rival = deployment.sql("rival")) {
        served.clear();
        deployment
            .demo()
            .insertOne(
                new Document("_id", 1)
                    .append("n", 0)
                    .append("kind", "hot")
                    .append("served", List.of()));
        rival.readCommitted();
        rival.inc(1, 1);
        var calls = new ArrayList<Call<Boolean>>();
        for (int i = 0; i < WRITERS; i++) {
          int number = i;
          calls.add(
              deployment.call(
                  () -> {
                    write(deployment, number, way);
                    return true;
                  }));
        }

        rival.commit(); // which wakes the first, but it has not run yet
        var newcomers = new ArrayList<Runnable>();
        for (int i = 0; i < NEWCOMERS; i++) {
          newcomers.add(() -> write(deployment, WRITERS, way));
        }
        deployment.time().run(newcomers.toArray(Runnable[]::new));

        assertThat(calls).as("seed %d", seed).allMatch(Call::result);
        assertThat(order(deployment, way).subList(0, WRITERS))
            .as("seed %d", seed)
            .containsExactlyElementsOf(IntStream.range(0, WRITERS).boxed().toList());
        assertThat(order(deployment, way)).hasSize(WRITERS + NEWCOMERS);
        assertThat(deployment.remains()).isEqualTo(Remains.nothingBut(1));
      }
    }
  }

  private List<Integer> order(TestDeployment deployment, Way way) {
    return switch (way) {
      case DOCUMENT, DOCUMENT_FOUND_BY_ANOTHER_FIELD ->
          deployment
              .demo()
              .find(new Document("_id", 1))
              .first()
              .orElseThrow()
              .getList("served", Integer.class);
      case SQL_AUTOCOMMIT, TRANSACTION -> served;
    };
  }
}
