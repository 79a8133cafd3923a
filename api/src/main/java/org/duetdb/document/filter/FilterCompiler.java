package org.duetdb.document.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.document.expression.Names;

/**
 * Compiles MongoDB's filters: what pins {@code _id} becomes keys, the rest a predicate over a
 * document's bytes. A filter that MongoDB refuses is refused with MongoDB's code and text.
 */
public final class FilterCompiler {
  private static final String ID = "_id";

  private final List<DocumentTest> residual = new ArrayList<>();
  private Optional<List<DocumentKey>> keys = Optional.empty();

  private final FilterParser parser;

  private FilterCompiler(Names names) {
    this.parser = FilterParser.of(names);
  }

  /** Compiles a filter. */
  public static CompiledFilter compile(BsonDocument filter) {
    return compile(filter, Names.NONE);
  }

  /** Compiles a filter whose expressions may name these variables. */
  public static CompiledFilter compile(BsonDocument filter, Names names) {
    if (isExpress(filter)) {
      List<DocumentKey> key = List.of(DocumentKey.of(Objects.requireNonNull(filter.get(ID))));
      return new CompiledFilter(filter, Optional.of(key), DocumentPredicate.ALWAYS, true);
    }
    FilterCompiler compiler = new FilterCompiler(names);
    compiler.conjunction(filter);
    return new CompiledFilter(
        filter, compiler.keys, predicate(DocumentTest.allOf(compiler.residual)), false);
  }

  /** Compiles all of a filter to a predicate, also what pins {@code _id}. */
  public static DocumentPredicate predicate(BsonDocument filter, Names names) {
    DocumentTest test = FilterParser.of(names).parse(filter);
    return predicate(test);
  }

  /** Compiles the search for the array element by which a document matches a filter. */
  public static MatchPosition position(BsonDocument filter, Names names) {
    return PositionCompiler.compile(filter, names);
  }

  private static boolean isExpress(BsonDocument filter) {
    BsonValue id = filter.get(ID);
    return id != null && filter.size() == 1 && IdPin.isEquality(id);
  }

  private static DocumentPredicate predicate(DocumentTest test) {
    return test == DocumentTest.ALWAYS
        ? DocumentPredicate.ALWAYS
        : (document, parameters) -> test.test(document, 0, parameters);
  }

  private void conjunction(BsonDocument filter) {
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      if (Equalities.isConjunction(clause.getKey(), clause.getValue())) {
        FilterParser.branches(clause.getKey(), clause.getValue()).forEach(this::conjunction);
      } else {
        clause(clause.getKey(), clause.getValue());
      }
    }
  }

  private void clause(String name, BsonValue value) {
    if (name.equals(ID) && keys.isEmpty()) {
      keys = IdPin.keys(value);
      if (keys.isPresent()) {
        return;
      }
    }
    residual.add(parser.clause(name, value));
  }
}
