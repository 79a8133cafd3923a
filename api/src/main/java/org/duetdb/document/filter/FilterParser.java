package org.duetdb.document.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Scope;

/** Parses filter documents into tests of documents. */
final class FilterParser {
  private static final Set<String> TOP_LEVEL_OPERATORS =
      Set.of(
          "$and",
          "$or",
          "$nor",
          "$comment",
          "$alwaysTrue",
          "$alwaysFalse",
          "$expr",
          "$where",
          "$text",
          "$jsonSchema",
          "$sampleRate");

  private final Names names;
  private final boolean embedded;

  private FilterParser(Names names, boolean embedded) {
    this.names = names;
    this.embedded = embedded;
  }

  /** The parser of a filter of whole documents whose expressions may name these variables. */
  static FilterParser of(Names names) {
    return new FilterParser(names, false);
  }

  /** The test that a filter of a document embedded in an array stands for. */
  static DocumentTest embedded(BsonDocument filter) {
    return new FilterParser(Names.NONE, true).parse(filter);
  }

  /** Whether the name is an operator that stands where a field name can. */
  static boolean isTopLevelOperator(String name) {
    return TOP_LEVEL_OPERATORS.contains(name);
  }

  /** The test that a filter stands for. */
  DocumentTest parse(BsonDocument filter) {
    List<DocumentTest> tests = new ArrayList<>();
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      tests.add(clause(clause.getKey(), clause.getValue()));
    }
    return DocumentTest.allOf(tests);
  }

  /** The test that one field of a filter stands for. */
  DocumentTest clause(String name, BsonValue value) {
    return name.startsWith("$")
        ? operator(name, value)
        : FieldConditions.parse(name, value).onPath(FieldPath.of(name));
  }

  /** The filters in the array that is the argument of a logical operator. */
  static List<BsonDocument> branches(String operator, BsonValue argument) {
    if (!argument.isArray()) {
      throw new DuetException(ErrorCode.BAD_VALUE, operator + " argument must be an array");
    }
    if (argument.asArray().isEmpty()) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, operator + " argument must be a non-empty array");
    }
    List<BsonDocument> branches = new ArrayList<>();
    for (BsonValue branch : argument.asArray()) {
      if (!branch.isDocument()) {
        throw new DuetException(
            ErrorCode.BAD_VALUE, operator + " argument's entries must be objects");
      }
      branches.add(branch.asDocument());
    }
    return branches;
  }

  private DocumentTest operator(String operator, BsonValue argument) {
    return switch (operator) {
      case "$and" -> DocumentTest.allOf(tests(operator, argument));
      case "$or" -> DocumentTest.anyOf(tests(operator, argument));
      case "$nor" -> DocumentTest.not(DocumentTest.anyOf(tests(operator, argument)));
      case "$comment" -> DocumentTest.ALWAYS;
      case "$alwaysTrue" -> constant(operator, argument, DocumentTest.ALWAYS);
      case "$alwaysFalse" -> constant(operator, argument, DocumentTest.NEVER);
      case "$expr" -> expression(argument);
      case "$where", "$text", "$jsonSchema", "$sampleRate" ->
          throw new DuetException(ErrorCode.NOT_IMPLEMENTED, operator + " is not supported");
      default ->
          throw new DuetException(
              ErrorCode.BAD_VALUE,
              "unknown top level operator: "
                  + operator
                  + ". If you have a field name that starts with a '$' symbol, consider using"
                  + " $getField or $setField.");
    };
  }

  private List<DocumentTest> tests(String operator, BsonValue argument) {
    return branches(operator, argument).stream().map(this::parse).toList();
  }

  private DocumentTest expression(BsonValue argument) {
    if (embedded) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "$expr can only be applied to the top-level document");
    }
    Expression expression = ExpressionCompiler.compile(argument, names);
    return (bytes, document, parameters) ->
        ExpressionCompiler.isTrue(expression.evaluate(Scope.of(bytes, parameters)));
  }

  private static DocumentTest constant(String operator, BsonValue argument, DocumentTest test) {
    if (Numbers.wholeNumber(operator, argument) != 1) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE, operator + " must be an integer value of 1");
    }
    return test;
  }
}
