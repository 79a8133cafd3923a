package org.duetdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.duetdb.api.UpdateResult;
import org.junit.jupiter.api.Test;

/**
 * The three examples of the second seed, each in every interleaving: A first, B first, and both
 * queued behind a transaction that ends with a commit or an abort, in both orders of arrival.
 */
final class GamesExamplesTest {
  private record Update(Document filter, Document update) {}

  private record Outcome(int score, long matchedByA, long matchedByB) {}

  private static Update set(Document filter, int score) {
    return new Update(filter, new Document("$set", new Document("score", score)));
  }

  private static Update inc(int by) {
    return new Update(new Document("_id", 1), new Document("$inc", new Document("score", by)));
  }

  private static UpdateResult run(TestDeployment deployment, Update update) {
    return deployment.demo().updateOne(update.filter(), update.update());
  }

  private static TestDeployment games() {
    var deployment = TestDeployment.virtual();
    deployment.demo().insertOne(new Document("_id", 1).append("score", 80));
    return deployment;
  }

  /** One after the other. */
  private static Outcome inSequence(Update a, Update b, boolean aFirst) {
    try (var deployment = games()) {
      var first = run(deployment, aFirst ? a : b);
      var second = run(deployment, aFirst ? b : a);
      return outcome(deployment, aFirst ? first : second, aFirst ? second : first);
    }
  }

  private static Outcome outcome(TestDeployment deployment, UpdateResult a, UpdateResult b) {
    return new Outcome(deployment.value(1, "score"), a.matchedCount(), b.matchedCount());
  }

  /** Both wait behind a transaction of somebody else. */
  private static Outcome queued(Update a, Update b, boolean aFirst, boolean commits) {
    try (var deployment = games();
        var rival = deployment.documents().startSession("rival")) {
      rival.startTransaction();
      TestDeployment.demo(rival)
          .updateOne(new Document("_id", 1), new Document("$set", new Document("other", true)));
      var first = deployment.call(() -> run(deployment, aFirst ? a : b));
      var second = deployment.call(() -> run(deployment, aFirst ? b : a));
      assertThat(first.isDone() || second.isDone()).isFalse();
      if (commits) {
        rival.commitTransaction();
      } else {
        rival.abortTransaction();
      }
      deployment.settle();
      var ofA = aFirst ? first : second;
      var ofB = aFirst ? second : first;
      return outcome(deployment, ofA.result(), ofB.result());
    }
  }

  /** Free threads of actors, in the interleavings of many seeds. */
  private static Outcome raced(Update a, Update b, long seed) {
    try (var deployment = TestDeployment.virtual(seed)) {
      deployment.demo().insertOne(new Document("_id", 1).append("score", 80));
      var results = new UpdateResult[2];
      deployment
          .time()
          .run(
              () -> {
                deployment.time().yieldBaton();
                results[0] = run(deployment, a);
              },
              () -> {
                deployment.time().yieldBaton();
                results[1] = run(deployment, b);
              });
      return outcome(deployment, results[0], results[1]);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static List<Outcome> everyInterleaving(Update a, Update b) {
    var outcomes = new ArrayList<Outcome>();
    for (boolean aFirst : new boolean[] {true, false}) {
      outcomes.add(inSequence(a, b, aFirst));
      outcomes.add(queued(a, b, aFirst, true));
      outcomes.add(queued(a, b, aFirst, false));
    }
    for (long seed = 0; seed < 50; seed++) {
      outcomes.add(raced(a, b, seed));
    }
    return outcomes;
  }

  private static void check(Update a, Update b, Consumer<Outcome> rule, Set<Integer> scores) {
    var outcomes = everyInterleaving(a, b);
    outcomes.forEach(rule);
    var seen = new HashSet<Integer>();
    outcomes.forEach(outcome -> seen.add(outcome.score()));
    assertThat(seen).isEqualTo(scores);
  }

  @Test
  void withTheExpectedValueInTheFilterOneWinsAndTheOtherIsNotApplied() {
    var filter = new Document("score", 80);

    check(
        set(filter, 90),
        set(filter, 100),
        outcome -> {
          assertThat(outcome.matchedByA() + outcome.matchedByB()).isEqualTo(1);
          assertThat(outcome.score()).isEqualTo(outcome.matchedByA() == 1 ? 90 : 100);
        },
        Set.of(90, 100));
  }

  @Test
  void withAFilterOnAnotherFieldTheSecondOverwritesTheFirst() {
    var filter = new Document("_id", 1);

    check(
        set(filter, 90),
        set(filter, 100),
        outcome -> {
          assertThat(outcome.matchedByA()).isEqualTo(1);
          assertThat(outcome.matchedByB()).isEqualTo(1);
        },
        Set.of(90, 100));
  }

  @Test
  void withIncBothAreReflectedAlways() {
    check(
        inc(10),
        inc(20),
        outcome -> assertThat(outcome).isEqualTo(new Outcome(110, 1, 1)),
        Set.of(110));
  }

  @Test
  void theSecondToApplyDecidesWhatIsOverwritten() {
    var filter = new Document("_id", 1);
    var a = set(filter, 90);
    var b = set(filter, 100);

    assertThat(queued(a, b, true, true).score()).isEqualTo(100);
    assertThat(queued(a, b, false, true).score()).isEqualTo(90);
    assertThat(queued(a, b, true, false).score()).isEqualTo(100);
  }
}
