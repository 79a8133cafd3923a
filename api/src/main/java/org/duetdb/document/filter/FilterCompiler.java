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

  /** Compiles the search for the array element by which a document matches a filter. */
  public static MatchPosition position(BsonDocument filter) {
    return PositionCompiler.compile(filter);
  }

  private static boolean isExpress(BsonDocument filter) {
    return filter.size() == 1 && filter.containsKey(ID) && IdPin.isEquality(filter.get(ID));
  }

  private void conjunction(BsonDocument filter) {
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      if (isConjunction(clause.getKey(), clause.getValue())) {
        FilterParser.branches(clause.getKey(), clause.getValue()).forEach(this::conjunction);
      } else {
        clause(clause.getKey(), clause.getValue());
      }
    }
  }

  private static boolean isConjunction(String name, BsonValue value) {
    boolean or = name.equals("$or") && value.isArray() && value.asArray().size() == 1;
    return or || name.equals("$and");
  }

  private void clause(String name, BsonValue value) {
    DocumentTest test = FilterParser.clause(name, value);
    if (!name.startsWith("$")) {
      FieldPath path = FieldPath.of(name);
      equalTo(value).forEach(v -> equalities.add(new Equality(path, BsonSlice.of(v))));
    }
    if (name.equals(ID) && keys.isEmpty()) {
      keys = IdPin.keys(value);
      if (keys.isPresent()) {
        return;
      }
    }
    residual.add(test);
  }

  private static List<BsonValue> equalTo(BsonValue value) {
    if (!FieldConditions.isOperators(value)) {
      return value.isRegularExpression() ? List.of() : List.of(value);
    }
    List<BsonValue> values = new ArrayList<>();
    BsonDocument operators = value.asDocument();
    if (operators.containsKey("$eq")) {
      values.add(operators.get("$eq"));
    }
    if (operators.containsKey("$in") && operators.getArray("$in").size() == 1) {
      values.addAll(operators.getArray("$in"));
    }
    if (operators.containsKey("$all")) {
      values.addAll(operators.getArray("$all"));
    }
    values.removeIf(v -> v.isRegularExpression() || FieldConditions.isOperators(v));
    return values;
  }
}
