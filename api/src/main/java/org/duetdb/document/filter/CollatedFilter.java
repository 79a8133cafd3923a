package org.duetdb.document.filter;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.document.collation.Collation;
import org.duetdb.document.collation.KeyedFields;
import org.duetdb.document.expression.Names;

/**
 * A filter under a collation. What compares with texts is asked of the document's keys, everything
 * else, regular expressions among it, of the document itself; only the latter is for indexes.
 *
 * @param comparisons those that must hold wherever the filter does, for the choice of an index
 * @param predicate what is to be tested of every document
 */
public record CollatedFilter(List<PathComparison> comparisons, DocumentPredicate predicate) {
  /** What a text is no value to compare with of. */
  private static final Set<String> NOT_COMPARING =
      Set.of("$type", "$regex", "$options", "$comment", "$exists");

  private static final String EXPRESSION = "$expr";
  private static final Set<String> OF_THE_TEXT = Set.of("$regex", EXPRESSION);

  /** Whether a filter compares with texts, so that a collation matters to it. */
  public static boolean isNeeded(BsonDocument filter) {
    return compares(filter) || names(filter, Set.of(EXPRESSION));
  }

  /**
   * Compiles a filter.
   *
   * @throws DuetException 238 if one of its alternatives compares texts and another looks at their
   *     characters
   */
  public static CollatedFilter compile(BsonDocument filter, Names names, Collation collation) {
    var plain = new BsonArray();
    var keyed = new BsonArray();
    split(filter, plain, keyed, collation);
    var itself = and(plain);
    var predicate = FilterCompiler.predicate(itself, names);
    if (!keyed.isEmpty()) {
      var keyTest = FilterCompiler.predicate(and(keyed), names);
      var fields = new KeyedFields(collation, RootPaths.of(and(keyed)));
      var first = predicate;
      predicate =
          (document, parameters) ->
              first.test(document, parameters) && keyTest.test(fields.of(document), parameters);
    }
    return new CollatedFilter(PathComparisons.of(itself), predicate);
  }

  private static BsonDocument and(BsonArray clauses) {
    return clauses.isEmpty() ? new BsonDocument() : new BsonDocument("$and", clauses);
  }

  private static void split(
      BsonDocument filter, BsonArray plain, BsonArray keyed, Collation collation) {
    filter.forEach(
        (name, value) -> {
          if (name.equals("$and")) {
            FilterParser.branches(name, value)
                .forEach(branch -> split(branch, plain, keyed, collation));
          } else if (!name.startsWith("$") && FieldConditions.isOperators(value)) {
            splitOperators(name, value.asDocument(), plain, keyed, collation);
          } else {
            add(name, value, plain, keyed, collation);
          }
        });
  }

  /** Each operator is a condition of its own, but for a regular expression with its options. */
  private static void splitOperators(
      String path, BsonDocument operators, BsonArray plain, BsonArray keyed, Collation collation) {
    var regex = new BsonDocument();
    for (Map.Entry<String, BsonValue> one : operators.entrySet()) {
      if (one.getKey().equals("$regex") || one.getKey().equals("$options")) {
        regex.append(one.getKey(), one.getValue());
      } else {
        add(path, new BsonDocument(one.getKey(), one.getValue()), plain, keyed, collation);
      }
    }
    if (!regex.isEmpty()) {
      plain.add(new BsonDocument(path, regex));
    }
  }

  private static void add(
      String name, BsonValue value, BsonArray plain, BsonArray keyed, Collation collation) {
    var clause = new BsonDocument(name, value);
    if (!compares(clause)) {
      refuseExpression(clause);
      plain.add(clause);
    } else if (usesText(clause)) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED,
          "under a collation a condition cannot compare texts and look at their characters"
              + " ($regex, $expr) at once: "
              + clause.toJson());
    } else {
      keyed.add(keys(clause, collation));
    }
  }

  /** An expression may compare texts, of fields too, which the collation would have to rule. */
  private static void refuseExpression(BsonDocument clause) {
    if (names(clause, Set.of(EXPRESSION))) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED,
          "$expr is not supported under a collation, because its comparisons would be of bytes");
    }
  }

  private static boolean compares(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING, SYMBOL -> true;
      case DOCUMENT ->
          value.asDocument().entrySet().stream()
              .anyMatch(one -> !isSpecial(one.getKey()) && compares(one.getValue()));
      case ARRAY -> value.asArray().stream().anyMatch(CollatedFilter::compares);
      default -> false;
    };
  }

  private static boolean isSpecial(String name) {
    return NOT_COMPARING.contains(name) || name.equals(EXPRESSION);
  }

  private static boolean usesText(BsonValue value) {
    return switch (value.getBsonType()) {
      case REGULAR_EXPRESSION -> true;
      case DOCUMENT ->
          names(value.asDocument(), OF_THE_TEXT)
              || value.asDocument().values().stream().anyMatch(CollatedFilter::usesText);
      case ARRAY -> value.asArray().stream().anyMatch(CollatedFilter::usesText);
      default -> false;
    };
  }

  private static boolean names(BsonDocument document, Set<String> names) {
    return document.entrySet().stream()
        .anyMatch(
            one ->
                names.contains(one.getKey())
                    || (one.getValue().isDocument() && names(one.getValue().asDocument(), names))
                    || (one.getValue().isArray()
                        && one.getValue().asArray().stream()
                            .anyMatch(
                                element ->
                                    element.isDocument() && names(element.asDocument(), names))));
  }

  private static BsonDocument keys(BsonDocument filter, Collation collation) {
    var mapped = new BsonDocument();
    filter.forEach((name, value) -> mapped.append(name, keys(name, value, collation)));
    return mapped;
  }

  private static BsonValue keys(String name, BsonValue value, Collation collation) {
    if (NOT_COMPARING.contains(name)) {
      return value;
    }
    return switch (value.getBsonType()) {
      case DOCUMENT -> keys(value.asDocument(), collation);
      case ARRAY ->
          new BsonArray(
              value.asArray().stream().map(element -> keys("", element, collation)).toList());
      default -> collation.keyed(value);
    };
  }
}
