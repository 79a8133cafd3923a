package org.duetdb.document.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.document.expression.Names;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each operator by table: what matches, what does not, null and missing, arrays. */
class FilterOperatorsTest {
  @ParameterizedTest(name = "{0}: {1} on {2} is {3}")
  @CsvFileSource(files = "src/test/tables/filters.csv", delimiter = '|', quoteCharacter = '`')
  void matchesOrNot(String topic, String filter, String document, boolean expected) {
    assertThat(test(compile(filter), document)).as(topic).isEqualTo(expected);
  }

  @Test
  void expressionsMayNameTheVariablesOfTheStatement() {
    Names names = Names.ofConstants(BsonDocument.parse("{least: 5}"));
    CompiledFilter filter =
        FilterCompiler.compile(BsonDocument.parse("{$expr: {$gte: ['$a', '$$least']}}"), names);

    assertThat(test(filter, "{a: 5}")).isTrue();
    assertThat(test(filter, "{a: 4}")).isFalse();
  }

  @Test
  void onlyFiltersWithTheTimeAskForIt() {
    assertThat(compile("{$expr: {$lt: ['$a', '$$NOW']}}").usesTime()).isTrue();
    assertThat(compile("{a: 1}").usesTime()).isFalse();
  }

  @Test
  void scalarIdIsExpressAndLeavesNothingToTest() {
    CompiledFilter filter = compile("{_id: 5}");

    assertThat(filter.express()).isTrue();
    assertThat(filter.residual()).isSameAs(DocumentPredicate.ALWAYS);
    assertThat(filter.keys().orElseThrow())
        .containsExactly(DocumentKey.of(BsonCodecs.encode(BsonDocument.parse("{_id: 5.0}"))));
  }

  @Test
  void idPinnedInsideAndIsTakenOutOfTheResidual() {
    CompiledFilter filter = compile("{$and: [{_id: {$in: [3, 1, 3]}}, {a: 1}]}");

    assertThat(filter.express()).isFalse();
    assertThat(filter.keys().orElseThrow()).extracting(Object::toString).containsExactly("1", "3");
    assertThat(test(filter, "{_id: 9, a: 1}")).isTrue();
    assertThat(test(filter, "{_id: 1, a: 2}")).isFalse();
  }

  @Test
  void secondConditionOnIdStaysInTheResidual() {
    CompiledFilter filter = compile("{$and: [{_id: 1}, {_id: 2}]}");

    assertThat(filter.keys().orElseThrow()).hasSize(1);
    assertThat(test(filter, "{_id: 1}")).isFalse();
  }

  @Test
  void rangeOfIdsPinsNothing() {
    assertThat(compile("{_id: {$gt: 1}}").keys()).isEmpty();
    assertThat(compile("{_id: {$regularExpression: {pattern: 'x', options: ''}}}").keys())
        .isEmpty();
    assertThat(compile("{_id: [1]}").keys()).isEmpty();
  }

  private static CompiledFilter compile(String filter) {
    return FilterCompiler.compile(BsonDocument.parse(filter));
  }

  private static boolean test(CompiledFilter filter, String document) {
    byte[] bytes = BsonCodecs.encode(BsonDocument.parse(document));
    return filter.residual().test(bytes, new Object[] {Instant.EPOCH});
  }
}
