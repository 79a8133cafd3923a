package org.duetdb.document.collation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Names;
import org.duetdb.document.filter.CollatedFilter;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.sort.SortCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts compared by the rules of a language, where the library is there. */
final class CollationTest {
  private static final Object[] NO_PARAMETERS = {};

  private static Collation of(String document) {
    return Collation.of(BsonDocument.parse(document)).orElseThrow();
  }

  private static BsonSlice key(Collation rules, String text) {
    return BsonSlice.of(rules.keyed(new BsonString(text)));
  }

  @ParameterizedTest(name = "{0}: {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {locale: 'en', strength: 1}                        | resume | = | RÉSUMÉ
          {locale: 'en', strength: 2}                        | resume | < | résumé
          {locale: 'en', strength: 2}                        | résumé | = | RÉSUMÉ
          {locale: 'en', strength: 3}                        | résumé | < | RÉSUMÉ
          {locale: 'en'}                                     | résumé | < | RÉSUMÉ
          {locale: 'en', strength: 1}                        | a      | < | b
          {locale: 'en', strength: 1}                        | B      | > | a
          {locale: 'en'}                                     | a b    | < | ab
          {locale: 'en', strength: 1, caseLevel: true}       | résumé | = | resume
          {locale: 'en', strength: 1, caseLevel: true}       | resume | < | RESUME
          {locale: 'en', caseFirst: 'upper'}                 | a      | > | A
          {locale: 'en', caseFirst: 'lower'}                 | a      | < | A
          {locale: 'en'}                                     | a10    | < | a2
          {locale: 'en', numericOrdering: true}              | a10    | > | a2
          {locale: 'sv'}                                     | z      | < | ö
          {locale: 'de'}                                     | z      | > | ö
          {locale: 'de@collation=phonebook', strength: 1}    | ö      | = | oe
          {locale: 'en_US', strength: 2}                     | a      | = | A
          """)
  void textsCompareAsTheRulesSay(String rules, String left, String sign, String right) {
    var collation = of(rules);

    assertThat(Integer.signum(key(collation, left).compareTo(key(collation, right))))
        .isEqualTo(sign.equals("=") ? 0 : sign.equals("<") ? -1 : 1);
    assertThat(key(collation, left).equals(key(collation, right))).isEqualTo(sign.equals("="));
  }

  @Test
  void bytesAreComparedByTheSimpleCollation() {
    assertThat(Collation.of(BsonDocument.parse("{locale: 'simple'}"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                           | 40414
          {strength: 1}                                | 40414
          {locale: 3}                                  | 2
          {locale: 'nowhere'}                          | 2
          {locale: 'simple', strength: 1}              | 2
          {locale: 'en', strength: 0}                  | 2
          {locale: 'en', strength: 6}                  | 2
          {locale: 'en', strength: 1.5}                | 2
          {locale: 'en', strength: 'x'}                | 2
          {locale: 'en', caseFirst: 'none'}            | 2
          {locale: 'en', caseLevel: 1}                 | 2
          {locale: 'en', other: 1}                     | 40415
          {locale: 'en', strength: 4}                  | 238
          {locale: 'en', alternate: 'shifted'}         | 238
          {locale: 'fr', backwards: true}              | 238
          """)
  void aWrongOneIsRefused(String rules, int number) {
    assertThatThrownBy(() -> Collation.of(BsonDocument.parse(rules)))
        .isInstanceOfSatisfying(
            DuetException.class, refused -> assertThat(refused.number()).isEqualTo(number));
  }

  private static boolean matches(String rules, String filter, String document) {
    var parsed = BsonDocument.parse(filter);
    var bytes = BsonCodecs.encode(BsonDocument.parse(document));
    return CollatedFilter.isNeeded(parsed)
        ? CollatedFilter.compile(parsed, Names.NONE, of(rules))
            .predicate()
            .test(bytes, NO_PARAMETERS)
        : FilterCompiler.predicate(parsed, Names.NONE).test(bytes, NO_PARAMETERS);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 'X'}                                | {a: 'x'}                    | true
          {a: 'X'}                                | {a: 'y'}                    | false
          {a: {$ne: 'X'}}                         | {a: 'x'}                    | false
          {a: {$in: ['X', 3]}}                    | {a: 'x'}                    | true
          {a: {$in: ['X', 3]}}                    | {a: 3}                      | true
          {a: {$nin: ['X', 'Y']}}                 | {a: 'y'}                    | false
          {a: {$gt: 'B'}}                         | {a: 'a'}                    | false
          {a: {$gt: 'B', $lt: 'D'}}               | {a: 'c'}                    | true
          {a: {$gte: 'B'}}                        | {a: 5}                      | false
          {a: {b: 'X'}}                           | {a: {b: 'x'}}               | true
          {a: {b: 'X'}}                           | {a: {b: 'x', c: 1}}         | false
          {'a.b': 'X'}                            | {a: [{b: 'y'}, {b: 'x'}]}   | true
          {a: 'X'}                                | {a: ['y', 'x']}             | true
          {a: ['X', 'Y']}                         | {a: ['x', 'y']}             | true
          {a: {$all: ['X', 'Y']}}                 | {a: ['y', 'x', 'z']}        | true
          {a: {$elemMatch: {b: 'X', c: 1}}}       | {a: [{b: 'x', c: 1}]}       | true
          {a: {$elemMatch: {$gt: 'B'}}}           | {a: ['a', 'b']}             | false
          {a: {$not: {$eq: 'X'}}}                 | {a: 'x'}                    | false
          {$or: [{a: 'X'}, {b: 5}]}               | {a: 'x'}                    | true
          {$or: [{a: 'X'}, {b: 5}]}               | {b: 5}                      | true
          {$nor: [{a: 'X'}]}                      | {a: 'x'}                    | false
          {$and: [{a: 'X'}, {b: 'Y'}]}            | {a: 'x', b: 'y'}            | true
          {a: {$regex: 'X'}}                      | {a: 'x'}                    | false
          {a: {$regex: 'x', $gt: 'A'}}            | {a: 'x'}                    | true
          {a: {$regex: 'X', $options: 'i'}, b: 'Y'} | {a: 'x', b: 'y'}          | true
          {a: {$type: 'string', $eq: 'X'}}        | {a: 'x'}                    | true
          {a: {$exists: true}, b: 'Y'}            | {b: 'y'}                    | false
          {b: 'Y', n: {$gt: 3}}                   | {b: 'y', n: 4}              | true
          {_id: 'X'}                              | {_id: 'x'}                  | true
          {n: 3}                                  | {n: 3}                      | true
          """)
  void aFilterComparesTextsByTheRules(String filter, String document, boolean expected) {
    assertThat(matches("{locale: 'en', strength: 2}", filter, document)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{$or: [{a: 'x'}, {a: {$regex: 'x'}}]}",
        "{a: {$in: ['x', {$regularExpression: {pattern: 'x', options: ''}}]}}",
        "{$expr: {$eq: ['$a', '$b']}}",
        "{$expr: {$gt: ['$a', 3]}, b: 'y'}"
      })
  void whatCannotBeToldApartIsRefused(String filter) {
    assertThatThrownBy(() -> matches("{locale: 'en'}", filter, "{a: 'x'}"))
        .isInstanceOfSatisfying(
            DuetException.class, refused -> assertThat(refused.number()).isEqualTo(238));
  }

  @Test
  void onlyWhatComparesNoTextsIsForAnIndex() {
    var filter = BsonDocument.parse("{a: 'x', n: {$gt: 3}, $and: [{m: 4}, {b: {$lt: 'y'}}]}");

    assertThat(CollatedFilter.compile(filter, Names.NONE, of("{locale: 'en'}")).comparisons())
        .extracting(comparison -> comparison.path().toString())
        .containsExactlyInAnyOrder("n", "m");
    assertThat(CollatedFilter.isNeeded(BsonDocument.parse("{n: 3, a: {$type: 'string'}}")))
        .isFalse();
  }

  @Test
  void aSortOrdersByTheRules() {
    var sort = BsonDocument.parse("{'a.b': 1, n: -1}");
    var order =
        new KeyedFields(of("{locale: 'en', strength: 2}"), sort.keySet())
            .order(SortCompiler.compile(sort));
    var documents = new ArrayList<byte[]>();
    for (var json :
        List.of(
            "{_id: 1, a: {b: 'b'}, n: 1}",
            "{_id: 2, a: {b: 'B'}, n: 2}",
            "{_id: 3, a: {b: 'A'}, n: 1}",
            "{_id: 4, a: {b: 5}}",
            "{_id: 5, a: {b: 'é'}}",
            "{_id: 6, a: {b: 'f'}}")) {
      documents.add(BsonCodecs.encode(BsonDocument.parse(json)));
    }
    documents.sort(order);

    assertThat(documents.stream().map(CollationTest::id)).containsExactly(4, 3, 2, 1, 5, 6);
    documents.sort(Comparator.comparing(CollationTest::id));
    assertThat(documents.stream().map(CollationTest::id)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  private static int id(byte[] document) {
    BsonValue id = BsonCodecs.decodeDocument(document).get("_id");
    return id.asInt32().getValue();
  }
}
