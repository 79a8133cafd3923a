package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.ExpressionCompiler;
import org.duetdb.document.expression.Names;
import org.duetdb.document.expression.Paths;
import org.duetdb.document.expression.Scope;
import org.duetdb.document.projection.CompiledProjection;
import org.duetdb.document.projection.ComputedFields;
import org.duetdb.document.projection.ProjectionCompiler;

/** The stages that make one document of each. */
final class TransformStages {
  private TransformStages() {}

  /** The transform that a stage is, if it is one. */
  static Optional<DocumentTransform> parse(String stage, BsonValue argument, Names names) {
    return switch (stage) {
      case "$project" -> Optional.of(project(argument, names));
      case "$addFields", "$set" -> Optional.of(addFields(stage, argument, names));
      case "$unset" -> Optional.of(unset(argument, names));
      case "$replaceRoot" -> Optional.of(replaceRoot(argument, names));
      case "$replaceWith" ->
          Optional.of(
              replace("'replacement document'", ExpressionCompiler.compile(argument, names)));
      default -> Optional.empty();
    };
  }

  private static DocumentTransform project(BsonValue argument, Names names) {
    if (!argument.isDocument()) {
      throw DuetException.located(15969, "$project specification must be an object");
    }
    if (argument.asDocument().isEmpty()) {
      throw DuetException.located(
          51272,
          "Invalid $project :: caused by :: projection specification must have at least one field");
    }
    CompiledProjection projection = ProjectionCompiler.compileStage(argument.asDocument(), names);
    return projection::apply;
  }

  private static DocumentTransform addFields(String stage, BsonValue argument, Names names) {
    if (!argument.isDocument()) {
      throw DuetException.located(
          40272,
          stage
              + " specification stage must be an object, got "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    if (argument.asDocument().isEmpty()) {
      throw DuetException.located(
          40177,
          "Invalid " + stage + " :: caused by :: specification must have at least one field");
    }
    ComputedFields fields = new ComputedFields();
    add(fields, "", argument.asDocument(), names);
    return (document, parameters) -> fields.apply(document, Scope.of(document, parameters));
  }

  private static void add(ComputedFields fields, String prefix, BsonDocument spec, Names names) {
    spec.forEach(
        (name, value) -> {
          String path = prefix + name;
          boolean nested =
              value.isDocument()
                  && !value.asDocument().isEmpty()
                  && !value.asDocument().getFirstKey().startsWith("$");
          if (nested) {
            add(fields, path + ".", value.asDocument(), names);
          } else {
            fields.add(Paths.checked(path), ExpressionCompiler.compile(value, names));
          }
        });
  }

  private static DocumentTransform unset(BsonValue argument, Names names) {
    if (!argument.isString() && !argument.isArray()) {
      throw DuetException.located(31002, "$unset specification must be a string or an array");
    }
    List<BsonValue> fields = argument.isArray() ? argument.asArray() : List.of(argument);
    if (fields.isEmpty()) {
      throw DuetException.located(
          31119, "$unset specification must be a string or an array with at least one field");
    }
    BsonDocument exclusion = new BsonDocument();
    for (BsonValue field : fields) {
      if (!field.isString()) {
        throw DuetException.located(
            31120,
            "$unset specification must be a string or an array containing only string values");
      }
      exclusion.put(field.asString().getValue(), new BsonInt32(0));
    }
    return ProjectionCompiler.compileStage(exclusion, names)::apply;
  }

  private static DocumentTransform replaceRoot(BsonValue argument, Names names) {
    if (!argument.isDocument()) {
      throw DuetException.located(
          40229,
          "expected an object as specification for $replaceRoot stage, got "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    List<String> unknown = new ArrayList<>(argument.asDocument().keySet());
    unknown.remove("newRoot");
    if (!unknown.isEmpty()) {
      throw DuetException.located(
          40230, "unrecognized option to $replaceRoot stage: " + unknown.get(0));
    }
    if (!argument.asDocument().containsKey("newRoot")) {
      throw DuetException.located(40231, "no newRoot specified for the $replaceRoot stage");
    }
    return replace(
        "'newRoot' expression",
        ExpressionCompiler.compile(argument.asDocument().get("newRoot"), names));
  }

  private static DocumentTransform replace(String subject, Expression expression) {
    return (document, parameters) -> {
      BsonSlice root = expression.evaluate(Scope.of(document, parameters));
      if (root.type() != ElementType.DOCUMENT) {
        throw notDocument(subject, root, document);
      }
      return DocumentLimits.check(root.toBytes());
    };
  }

  private static DuetException notDocument(String subject, BsonSlice root, byte[] document) {
    return DuetException.located(
        40228,
        subject
            + " must evaluate to an object, but resulting value was: "
            + (root.isMissing() ? "MISSING" : root)
            + ". Type of resulting value: '"
            + ElementType.nameOf(root.type())
            + "'. Input document: "
            + BsonText.ofDocument(document));
  }
}
