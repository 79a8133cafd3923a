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

  private FilterParser() {}

  /** The test that a filter of a document embedded in an array stands for. */
  static DocumentTest embedded(BsonDocument filter) {
    return DocumentTest.allOf(clauses(filter));
  }

  /** Whether the name is an operator that stands where a field name can. */
  static boolean isTopLevelOperator(String name) {
    return TOP_LEVEL_OPERATORS.contains(name);
  }

  /** The tests that the fields of a filter stand for; all have to pass. */
  static List<DocumentTest> clauses(BsonDocument filter) {
    List<DocumentTest> tests = new ArrayList<>();
    for (Map.Entry<String, BsonValue> clause : filter.entrySet()) {
      tests.add(clause(clause.getKey(), clause.getValue()));
    }
    return tests;
  }

  /** The test that one field of a filter stands for. */
  static DocumentTest clause(String name, BsonValue value) {
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

  private static DocumentTest operator(String operator, BsonValue argument) {
    return switch (operator) {
      case "$and" -> DocumentTest.allOf(tests(operator, argument));
      case "$or" -> DocumentTest.anyOf(tests(operator, argument));
      case "$nor" -> DocumentTest.not(DocumentTest.anyOf(tests(operator, argument)));
      case "$comment" -> DocumentTest.ALWAYS;
      case "$alwaysTrue" -> constant(operator, argument, DocumentTest.ALWAYS);
      case "$alwaysFalse" -> constant(operator, argument, DocumentTest.NEVER);
      case "$expr", "$where", "$text", "$jsonSchema", "$sampleRate" ->
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

  private static List<DocumentTest> tests(String operator, BsonValue argument) {
    return branches(operator, argument).stream().map(FilterParser::embedded).toList();
  }

  private static DocumentTest constant(String operator, BsonValue argument, DocumentTest test) {
    if (Numbers.wholeNumber(operator, argument) != 1) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE, operator + " must be an integer value of 1");
    }
    return test;
  }
}
