package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** Filters of the elements of an array, as updates use them. */
public final class ElementFilter {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-zA-Z0-9]*");

  private ElementFilter() {}

  /**
   * A filter of the elements of an array with a name for the element.
   *
   * @param identifier the name
   * @param test the test of an element
   */
  public record Named(String identifier, ValueTest test) {}

  /**
   * The test of {@code $pull}: operators and regular expressions are conditions on the element, a
   * document is a filter of the elements that are documents, anything else has to be equal.
   */
  public static ValueTest forPull(BsonValue argument) {
    if (argument.isRegularExpression() || FieldConditions.isOperators(argument)) {
      return FieldConditions.parse("", argument).onElement();
    }
    if (argument.isDocument()) {
      DocumentTest test = FilterParser.embedded(argument.asDocument());
      return (bytes, slot) ->
          type(slot) == ElementType.DOCUMENT
              && test.test(bytes, offset(slot), DocumentTest.NO_PARAMETERS);
    }
    BsonSlice value = BsonSlice.of(argument);
    return (bytes, slot) -> BsonOrder.equal(bytes, slot, value.bytes(), value.slot());
  }

  /**
   * The test of {@code $elemMatch}: operators are conditions on the element, anything else is a
   * filter of documents.
   */
  public static ValueTest forElemMatch(BsonValue argument) {
    return ArrayConditions.elementTest(argument);
  }

  /**
   * An array filter of an update: a filter whose fields all begin with one name, which stands for
   * the element.
   */
  public static Named forArrayFilter(BsonDocument filter) {
    Set<String> identifiers = new LinkedHashSet<>();
    collectIdentifiers(filter, identifiers);
    Iterator<String> found = identifiers.iterator();
    if (!found.hasNext()) {
      throw bad(
          ErrorCode.FAILED_TO_PARSE,
          "Cannot use an expression without a top-level field name in arrayFilters");
    }
    String identifier = found.next();
    if (found.hasNext()) {
      throw bad(
          ErrorCode.FAILED_TO_PARSE,
          "Error parsing array filter :: caused by :: Expected a single top-level field name, found"
              + " '"
              + identifier
              + "' and '"
              + found.next()
              + "'");
    }
    if (!IDENTIFIER.matcher(identifier).matches()) {
      throw bad(
          ErrorCode.BAD_VALUE,
          "Error parsing array filter :: caused by :: The top-level field name must be an"
              + " alphanumeric string beginning with a lowercase letter, found '"
              + identifier
              + "'");
    }
    return new Named(identifier, onDocumentOf(identifier, FilterParser.embedded(filter)));
  }

  private static ValueTest onDocumentOf(String identifier, DocumentTest test) {
    byte[] name = identifier.getBytes(StandardCharsets.UTF_8);
    return (bytes, slot) -> {
      BsonSink document = new BsonSink(BsonBytes.size(bytes, slot) + name.length + 8);
      int start = document.beginDocument();
      document.field(name, bytes, slot);
      document.endDocument(start);
      return test.test(document.toBytes(), 0, DocumentTest.NO_PARAMETERS);
    };
  }

  private static void collectIdentifiers(BsonDocument filter, Set<String> identifiers) {
    filter.forEach(
        (name, value) -> {
          if (!name.startsWith("$")) {
            identifiers.add(FieldPath.of(name).component(0));
          } else if (value.isArray()) {
            FilterParser.branches(name, value)
                .forEach(branch -> collectIdentifiers(branch, identifiers));
          }
        });
  }

  private static DuetException bad(ErrorCode code, String message) {
    return new DuetException(code, message);
  }
}
