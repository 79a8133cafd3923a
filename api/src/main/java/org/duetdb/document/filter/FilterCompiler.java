package org.duetdb.document.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.document.filter.CompiledFilter.Equality;

/**
 * Compiles MongoDB's filters: what pins {@code _id} becomes keys, the rest a predicate over a
 * document's bytes. A filter that MongoDB refuses is refused with MongoDB's code and text.
 */
public final class FilterCompiler {
  private static final String ID = "_id";

  private final List<DocumentTest> residual = new ArrayList<>();
  private final List<Equality> equalities = new ArrayList<>();
  private Optional<List<DocumentKey>> keys = Optional.empty();

  private FilterCompiler() {}

  /** Compiles a filter. */
  public static CompiledFilter compile(BsonDocument filter) {
    FilterCompiler compiler = new FilterCompiler();
    compiler.conjunction(filter);
    DocumentTest test = DocumentTest.allOf(compiler.residual);
    DocumentPredicate predicate =
        test == DocumentTest.ALWAYS
            ? DocumentPredicate.ALWAYS
            : (document, parameters) -> test.test(document, 0);
    return new CompiledFilter(compiler.keys, predicate, isExpress(filter), compiler.equalities);
  }

  private static boolean isExpress(BsonDocument filter) {
    return filter.size() == 1 && filter.containsKey(ID) && IdPin.isEquality(filter.get(ID));
  }

  private void conjunction(BsonDocument filter) {
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      if (clause.getKey().equals("$and")) {
        FilterParser.branches("$and", clause.getValue()).forEach(this::conjunction);
      } else {
        clause(clause.getKey(), clause.getValue());
      }
    }
  }

  private void clause(String name, BsonValue value) {
    DocumentTest test = FilterParser.clause(name, value);
    equality(name, value).ifPresent(equalities::add);
    if (name.equals(ID) && keys.isEmpty()) {
      keys = IdPin.keys(value);
      if (keys.isPresent()) {
        return;
      }
    }
    residual.add(test);
  }

  private static Optional<Equality> equality(String name, BsonValue value) {
    if (name.startsWith("$") || value.isRegularExpression()) {
      return Optional.empty();
    }
    return equalTo(value).map(v -> new Equality(FieldPath.of(name), BsonSlice.of(v)));
  }

  private static Optional<BsonValue> equalTo(BsonValue value) {
    if (!FieldConditions.isOperators(value)) {
      return Optional.of(value);
    }
    BsonDocument operators = value.asDocument();
    if (operators.containsKey("$eq")) {
      return Optional.of(operators.get("$eq"));
    }
    return single(operators, "$in").or(() -> single(operators, "$all"));
  }

  private static Optional<BsonValue> single(BsonDocument operators, String operator) {
    BsonValue values = operators.get(operator);
    return values != null
            && values.asArray().size() == 1
            && !values.asArray().get(0).isRegularExpression()
            && !FieldConditions.isOperators(values.asArray().get(0))
        ? Optional.of(values.asArray().get(0))
        : Optional.empty();
  }
}
