package org.duetdb.document.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;

/**
 * Compiles MongoDB's expressions: a string with a leading dollar sign is a path or a variable, a
 * document whose field begins with one is an operator, any other document or array has a value of
 * its own made of its parts, anything else is a constant.
 */
public final class ExpressionCompiler {
  private ExpressionCompiler() {}

  /** Compiles an expression that may name these variables. */
  public static Expression compile(BsonValue expression, Names names) {
    return switch (expression.getBsonType()) {
      case STRING -> string(expression.asString().getValue(), names);
      case DOCUMENT -> document(expression.asDocument(), names);
      case ARRAY -> array(expression.asArray(), names);
      default -> Expression.constant(BsonSlice.of(expression));
    };
  }

  private static Expression string(String text, Names names) {
    return text.startsWith("$")
        ? Paths.parse(text, names)
        : Expression.constant(BsonSlice.of(text));
  }

  private static Expression document(BsonDocument document, Names names) {
    if (document.isEmpty() || !document.getFirstKey().startsWith("$")) {
      return fields(document, names);
    }
    if (document.size() != 1) {
      throw DuetException.located(
          15983,
          "an object representing an expression must have exactly one field: "
              + BsonText.of(document));
    }
    Map.Entry<String, BsonValue> only = document.entrySet().iterator().next();
    return OperatorTable.operator(only.getKey())
        .compile(new Operands(only.getKey(), only.getValue(), names));
  }

  private static Expression fields(BsonDocument document, Names names) {
    List<byte[]> fields = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (Map.Entry<String, BsonValue> field : document.entrySet()) {
      checkName(field.getKey());
      fields.add(field.getKey().getBytes(StandardCharsets.UTF_8));
      values.add(compile(field.getValue(), names));
    }
    return scope -> {
      BsonSink sink = new BsonSink(64);
      int start = sink.beginDocument();
      for (int i = 0; i < fields.size(); i++) {
        BsonSlice value = values.get(i).evaluate(scope);
        if (!value.isMissing()) {
          sink.field(fields.get(i), value);
        }
      }
      sink.endDocument(start);
      return BsonSlice.ofDocument(sink.toBytes());
    };
  }

  private static void checkName(String name) {
    if (name.startsWith("$")) {
      throw DuetException.located(
          16410,
          "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    }
    if (name.indexOf('.') >= 0) {
      throw DuetException.located(
          16412,
          "FieldPath field names may not contain '.'. Consider using $getField or $setField.");
    }
  }

  private static Expression array(BsonArray array, Names names) {
    List<Expression> elements = array.stream().map(element -> compile(element, names)).toList();
    return scope -> {
      List<BsonSlice> values = new ArrayList<>(elements.size());
      for (Expression element : elements) {
        BsonSlice value = element.evaluate(scope);
        values.add(value.isMissing() ? BsonSlice.NULL : value);
      }
      return BsonArrays.toArray(values);
    };
  }

  /** Whether anything in a value names {@code $$NOW}, so that it wants the time as a parameter. */
  public static boolean usesTime(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING -> value.asString().getValue().startsWith("$$NOW");
      case DOCUMENT -> anyUsesTime(value.asDocument().values());
      case ARRAY -> anyUsesTime(value.asArray());
      default -> false;
    };
  }

  // Without a stream, because every filter is asked.
  private static boolean anyUsesTime(Collection<BsonValue> values) {
    for (BsonValue value : values) {
      if (usesTime(value)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether MongoDB takes a value for true: everything but false, zero, null, undefined and
   * missing.
   */
  public static boolean isTrue(BsonSlice value) {
    if (value.isNumber()) {
      return BsonNumbers.nearestDouble(value.bytes(), value.slot()) != 0;
    }
    return value.type() == ElementType.BOOLEAN
        ? BsonBytes.bool(value.bytes(), value.offset())
        : !value.isNullish();
  }
}
