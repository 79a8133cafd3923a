package org.duetdb.document.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.filter.CompiledFilter;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.update.UpdateCompiler;
import org.junit.jupiter.api.Test;

/** Random filters and updates on random documents give what the naive model gives. */
class LanguageFuzzTest {
  private static final Object[] NO_PARAMETERS = {};
  private static final long SEED = 20250701;
  private static final int CASES = 100_000;

  @Test
  void filtersAgreeWithTheNaiveModel() {
    RandomBson random = new RandomBson(new SplittableRandom(SEED), true);
    int matched = 0;

    for (int i = 0; i < CASES; i++) {
      BsonDocument filter = random.filter(2);
      BsonDocument document = random.document();
      CompiledFilter compiled = FilterCompiler.compile(filter);
      boolean expected = NaiveFilter.matches(filter, document);
      boolean actual = compiled.residual().test(BsonCodecs.encode(document), NO_PARAMETERS);
      if (actual != expected) {
        fail("case %d: %s on %s is %s", i, filter, document, actual);
      }
      matched += expected ? 1 : 0;
    }

    assertThat(matched).as("both answers are common").isBetween(CASES / 10, CASES * 9 / 10);
  }

  @Test
  void updatesAgreeWithTheNaiveModel() {
    RandomBson random = new RandomBson(new SplittableRandom(SEED), false);
    Map<Answer, Integer> answers = new EnumMap<>(Answer.class);

    for (int i = 0; i < CASES; i++) {
      BsonDocument update = random.update();
      BsonDocument document = random.document();
      Answer answer = answer(update, document);
      if (answer == Answer.WRONG) {
        fail("case %d: %s on %s", i, update, document);
      }
      answers.merge(answer, 1, Integer::sum);
    }

    assertThat(answers).containsOnlyKeys(Answer.CHANGED, Answer.SAME, Answer.REFUSED);
    assertThat(answers.values()).allMatch(count -> count > CASES / 20);
  }

  /** How an update ended, where the model agrees. */
  private enum Answer {
    CHANGED,
    SAME,
    REFUSED,
    WRONG
  }

  private static Answer answer(BsonDocument update, BsonDocument document) {
    byte[] before = BsonCodecs.encode(document);
    try {
      byte[] after = UpdateCompiler.compile(update).apply(before, NO_PARAMETERS);
      BsonDocument expected = NaiveUpdate.apply(update, document);
      boolean same = after == before;
      boolean right =
          same == expected.equals(document) && BsonCodecs.decodeDocument(after).equals(expected);
      return !right ? Answer.WRONG : same ? Answer.SAME : Answer.CHANGED;
    } catch (NaiveUpdate.Refused onlyByTheModel) {
      return Answer.WRONG;
    } catch (DuetException refused) {
      return isRefusedByTheModel(update, document, refused) ? Answer.REFUSED : Answer.WRONG;
    }
  }

  /**
   * Paths that touch each other are the compiler's to refuse and nothing that the model looks at.
   */
  private static boolean isRefusedByTheModel(
      BsonDocument update, BsonDocument document, DuetException refused) {
    if (refused.code() == ErrorCode.CONFLICTING_UPDATE_OPERATORS) {
      return true;
    }
    try {
      NaiveUpdate.apply(update, document);
      return false;
    } catch (NaiveUpdate.Refused expected) {
      return true;
    }
  }
}
