package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.NewDocument;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.document.aggregate.PipelineContext.OutputTarget;
import org.duetdb.document.expression.DocumentFields;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Scope;
import org.duetdb.document.update.Replacement;

/** What {@code $merge} does with each document. */
final class MergeAction {
  private final List<FieldPath> on;
  private final WhenMatched whenMatched;
  private final WhenNotMatched whenNotMatched;

  /** Makes the change of the document that is there from the one that comes. */
  @FunctionalInterface
  private interface WhenMatched {
    DocumentMutation mutation(byte[] incoming, PipelineContext context);
  }

  /** What becomes of a document to which none corresponds. */
  private enum WhenNotMatched {
    INSERT,
    DISCARD,
    FAIL
  }

  private MergeAction(List<FieldPath> on, WhenMatched whenMatched, WhenNotMatched whenNotMatched) {
    this.on = on;
    this.whenMatched = whenMatched;
    this.whenNotMatched = whenNotMatched;
  }

  static MergeAction parse(BsonDocument options, Names names) {
    return new MergeAction(on(options), whenMatched(options, names), whenNotMatched(options));
  }

  void run(Iterator<byte[]> input, OutputTarget target, PipelineContext context) {
    while (input.hasNext()) {
      byte[] given = input.next();
      byte[] complete = NewDocument.prepare(given, context::newId);
      Optional<byte[]> inserted =
          whenNotMatched == WhenNotMatched.INSERT ? Optional.of(complete) : Optional.empty();
      // A document without an _id leaves that of the one it corresponds to alone.
      byte[] incoming = isById() ? complete : given;
      boolean matched =
          context.merge(
              target, filter(incoming), whenMatched.mutation(incoming, context), inserted);
      if (!matched && whenNotMatched == WhenNotMatched.FAIL) {
        throw DuetException.located(
            13113,
            "$merge could not find a matching document in the target collection for at least one"
                + " document in the source collection");
      }
    }
  }

  private boolean isById() {
    return on.stream().anyMatch(path -> path.toString().equals("_id"));
  }

  private BsonDocument filter(byte[] incoming) {
    BsonDocument filter = new BsonDocument();
    for (FieldPath path : on) {
      BsonSlice value = BsonSlice.of(incoming, path.resolve(incoming));
      if (value.isNullish() || value.type() == ElementType.ARRAY) {
        throw DuetException.located(
            51132, "$merge write error: 'on' field cannot be missing, null, undefined or an array");
      }
      filter.put(path.toString(), new BsonDocument("$eq", value.toBsonValue()));
    }
    return filter;
  }

  private static List<FieldPath> on(BsonDocument options) {
    BsonValue on = options.get("on", new BsonString("_id"));
    List<BsonValue> fields = on.isArray() ? on.asArray() : List.of(on);
    List<FieldPath> paths = new ArrayList<>();
    for (BsonValue field : fields) {
      if (!field.isString()) {
        throw DuetException.located(
            51186, "$merge 'on' field must be either a string or an array of strings");
      }
      paths.add(FieldPath.of(field.asString().getValue()));
    }
    if (paths.isEmpty()) {
      throw DuetException.located(
          51187, "If explicitly specifying $merge 'on', must include at least one field");
    }
    return paths;
  }

  private static WhenMatched whenMatched(BsonDocument options, Names names) {
    BsonValue value = options.get("whenMatched", new BsonString("merge"));
    if (value.isArray()) {
      return pipeline(options, PipelineCompiler.nested("$merge", value), names);
    }
    String mode = value.isString() ? value.asString().getValue() : "";
    return switch (mode) {
      case "replace" ->
          (incoming, context) -> (document, p) -> Replacement.successor(document, incoming);
      case "merge" -> (incoming, context) -> (document, p) -> merged(document, incoming);
      case "keepExisting" -> (incoming, context) -> (document, p) -> document;
      case "fail" -> (incoming, context) -> (document, p) -> alreadyThere();
      default ->
          throw new DuetException(
              ErrorCode.BAD_VALUE,
              "Enumeration value '" + mode + "' for field 'whenMatched' is not a valid value.");
    };
  }

  private static byte[] merged(byte[] document, byte[] incoming) {
    Map<String, BsonSlice> fields = DocumentFields.of(BsonSlice.ofDocument(document));
    fields.putAll(DocumentFields.of(BsonSlice.ofDocument(incoming)));
    return Replacement.successor(document, DocumentFields.document(fields).toBytes());
  }

  private static byte[] alreadyThere() {
    throw new DuetException(
        ErrorCode.DUPLICATE_KEY,
        "$merge found a document in the target collection that corresponds to one of the source"
            + " collection, and whenMatched is 'fail'");
  }

  private static WhenMatched pipeline(
      BsonDocument options, List<BsonDocument> stages, Names names) {
    Map<String, Expression> let = new LinkedHashMap<>();
    if (options.containsKey("let")) {
      options
          .getDocument("let")
          .forEach((name, value) -> let.put(name, ExpressionCompiler.compile(value, names)));
    }
    return (incoming, context) -> {
      Scope scope = Scope.of(incoming, context.parameters());
      Map<String, BsonSlice> constants = new LinkedHashMap<>();
      constants.put("new", BsonSlice.ofDocument(incoming));
      let.forEach((name, value) -> constants.put(name, value.evaluate(scope)));
      return PipelineUpdate.compile(stages, names.withConstants(constants));
    };
  }

  private static WhenNotMatched whenNotMatched(BsonDocument options) {
    BsonValue value = options.get("whenNotMatched", new BsonString("insert"));
    String mode = value.isString() ? value.asString().getValue() : "";
    return switch (mode) {
      case "insert" -> WhenNotMatched.INSERT;
      case "discard" -> WhenNotMatched.DISCARD;
      case "fail" -> WhenNotMatched.FAIL;
      default ->
          throw new DuetException(
              ErrorCode.BAD_VALUE,
              "Enumeration value '" + mode + "' for field 'whenNotMatched' is not a valid value.");
    };
  }
}
