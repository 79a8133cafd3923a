package org.duetdb.document.expression;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;

/**
 * Functions of documents: merging, fields by computed names, and the way to arrays of pairs and
 * back.
 */
final class Documents {
  private static final byte[] K = {'k'};
  private static final byte[] V = {'v'};

  private Documents() {}

  static void register(OperatorTable table) {
    table.function("$mergeObjects", 0, Operands.ANY, Documents::merge);
    table.unary("$objectToArray", Documents::toPairs);
    table.unary("$arrayToObject", Documents::fromPairs);
    table.add("$getField", Documents::getField);
    table.add("$setField", operands -> setField(operands, "$setField"));
    table.add("$unsetField", operands -> setField(operands, "$unsetField"));
  }

  private static BsonSlice merge(BsonSlice[] values) {
    Map<String, BsonSlice> merged = new LinkedHashMap<>();
    for (BsonSlice value : values) {
      DocumentFields.mergeInto(merged, value);
    }
    return DocumentFields.document(merged);
  }

  private static BsonSlice toPairs(BsonSlice value) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    if (!Values.isDocument(value)) {
      throw DuetException.located(
          40390, "$objectToArray requires a document input, found: " + Values.typeName(value));
    }
    List<BsonSlice> pairs = new ArrayList<>();
    DocumentFields.of(value)
        .forEach(
            (name, v) -> {
              BsonSink sink = new BsonSink(32);
              int start = sink.beginDocument();
              sink.field(K, BsonSlice.of(name));
              sink.field(V, v);
              sink.endDocument(start);
              pairs.add(BsonSlice.ofDocument(sink.toBytes()));
            });
    return BsonArrays.toArray(pairs);
  }

  private static BsonSlice fromPairs(BsonSlice value) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    if (!Values.isArray(value)) {
      throw DuetException.located(
          40386, "$arrayToObject requires an array input, found: " + Values.typeName(value));
    }
    Map<String, BsonSlice> fields = new LinkedHashMap<>();
    for (BsonSlice pair : BsonArrays.of(value)) {
      addPair(fields, pair);
    }
    return DocumentFields.document(fields);
  }

  private static void addPair(Map<String, BsonSlice> fields, BsonSlice pair) {
    if (Values.isArray(pair)) {
      List<BsonSlice> parts = BsonArrays.of(pair);
      if (parts.size() != 2) {
        throw DuetException.located(
            40397,
            "$arrayToObject requires an array of size 2 arrays,found array of size: "
                + parts.size());
      }
      fields.put(key(parts.get(0), 40395), parts.get(1));
    } else if (Values.isDocument(pair)) {
      Map<String, BsonSlice> parts = DocumentFields.of(pair);
      if (parts.size() != 2 || !parts.containsKey("k") || !parts.containsKey("v")) {
        throw DuetException.located(
            40392,
            "$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of"
                + " keys:"
                + parts.size());
      }
      fields.put(
          key(parts.getOrDefault("k", BsonSlice.NULL), 40394),
          parts.getOrDefault("v", BsonSlice.NULL));
    } else {
      throw DuetException.located(
          40398, "Unrecognised input type format for $arrayToObject: " + Values.typeName(pair));
    }
  }

  private static String key(BsonSlice key, int refusal) {
    if (!Values.isString(key)) {
      throw DuetException.located(
          refusal,
          "$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be"
              + " of type string. Found type: "
              + Values.typeName(key));
    }
    return Values.string(key);
  }

  private static Expression getField(Operands operands) {
    BsonValue raw = operands.raw();
    BsonValue field = raw.isDocument() ? raw.asDocument().get("field") : null;
    byte[] name = fieldName("$getField", operands, field == null ? raw : field);
    Expression input =
        field != null
            ? operands.required("input", 3041703)
            : ExpressionCompiler.compile(new BsonString("$$CURRENT"), operands.names());
    return scope -> {
      BsonSlice document = input.evaluate(scope);
      if (!Values.isDocument(document)) {
        return document.isNullish() && !document.isMissing() ? BsonSlice.NULL : BsonSlice.MISSING;
      }
      long slot = BsonBytes.find(document.bytes(), document.offset(), name);
      return BsonSlice.of(document.bytes(), slot);
    };
  }

  private static byte[] fieldName(String operator, Operands operands, BsonValue written) {
    Expression field = operands.compile(written);
    BsonSlice name =
        written.isString() && written.asString().getValue().startsWith("$")
            ? BsonSlice.MISSING
            : field.evaluate(Scope.of(new byte[] {5, 0, 0, 0, 0}, new Object[0]));
    if (!Values.isString(name)) {
      throw DuetException.located(
          5654602,
          operator
              + " requires 'field' to evaluate to a constant of type String, but got "
              + Values.typeName(name));
    }
    return Values.string(name).getBytes(StandardCharsets.UTF_8);
  }

  private static Expression setField(Operands operands, String operator) {
    boolean sets = operator.equals("$setField");
    BsonDocument named =
        sets
            ? operands.named(4161100, 4161101, "field", "input", "value")
            : operands.named(4161100, 4161101, "field", "input");
    if (!named.containsKey("field")) {
      throw DuetException.located(4161102, operator + " requires 'field' to be specified");
    }
    String name =
        new String(fieldName(operator, operands, named.get("field")), StandardCharsets.UTF_8);
    Expression input = operands.required("input", 4161109);
    Expression value =
        sets ? operands.required("value", 4161103) : Expression.constant(BsonSlice.MISSING);
    return scope -> {
      BsonSlice document = input.evaluate(scope);
      if (document.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!Values.isDocument(document)) {
        throw DuetException.located(
            4161105, operator + " requires 'input' to evaluate to type Object");
      }
      Map<String, BsonSlice> fields = DocumentFields.of(document);
      BsonSlice result = value.evaluate(scope);
      if (result.isMissing()) {
        fields.remove(name);
      } else {
        fields.put(name, result);
      }
      return DocumentFields.document(fields);
    };
  }
}
