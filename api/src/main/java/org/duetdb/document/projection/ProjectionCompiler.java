package org.duetdb.document.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Compiles MongoDB's projections to functions over the bytes of a document: the fields to keep, or
 * the fields to leave out; {@code _id} is kept unless it is left out by name.
 */
public final class ProjectionCompiler {
  private static final String ID = "_id";

  private final ProjectionNode root = new ProjectionNode();
  private Kind kind = Kind.UNDECIDED;

  private enum Kind {
    UNDECIDED,
    INCLUSION,
    EXCLUSION
  }

  private ProjectionCompiler() {}

  /** Compiles a projection; an empty one keeps the document as it is. */
  public static UnaryOperator<byte[]> compile(BsonDocument projection) {
    return new ProjectionCompiler().parse(projection);
  }

  private UnaryOperator<byte[]> parse(BsonDocument projection) {
    if (projection.isEmpty()) {
      return UnaryOperator.identity();
    }
    Map<String, Boolean> fields = new LinkedHashMap<>();
    projection.forEach((field, value) -> flatten(field, value, fields));
    fields.forEach(this::decide);
    boolean keep = kind == Kind.INCLUSION || kind == Kind.UNDECIDED && fields.containsValue(true);
    fields.forEach((field, included) -> add(field, included, keep));
    if (keep && !fields.containsKey(ID) && !root.hasChild(ID)) {
      root.add(FieldPath.of(ID));
    }
    ProjectionNode fixed = root;
    return keep
        ? document -> Projector.keeping(fixed, document)
        : document -> Projector.dropping(fixed, document);
  }

  private void flatten(String field, BsonValue value, Map<String, Boolean> fields) {
    checkPath(field);
    if (value.isDocument()) {
      nested(field, value.asDocument(), fields);
    } else {
      fields.put(field, isIncluded(field, value));
    }
  }

  private void nested(String field, BsonDocument value, Map<String, Boolean> fields) {
    if (value.isEmpty()) {
      throw DuetException.located(
          51270, "An empty sub-projection is not a valid value. Found empty object at path");
    }
    if (value.getFirstKey().startsWith("$")) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED, value.getFirstKey() + " is not supported in a projection");
    }
    value.forEach((name, child) -> flatten(field + "." + name, child, fields));
  }

  private static boolean isIncluded(String field, BsonValue value) {
    BsonSlice slice = BsonSlice.of(value);
    if (value.isBoolean()) {
      return value.asBoolean().getValue();
    }
    if (ElementType.isNumber(slice.type())) {
      return BsonNumbers.nearestDouble(slice.bytes(), slice.slot()) != 0;
    }
    throw new DuetException(
        ErrorCode.NOT_IMPLEMENTED,
        "a projection to a constant is not supported: " + field + ": " + slice);
  }

  private void decide(String field, boolean included) {
    if (field.equals(ID)) {
      return;
    }
    Kind wanted = included ? Kind.INCLUSION : Kind.EXCLUSION;
    if (kind != Kind.UNDECIDED && kind != wanted) {
      throw included
          ? DuetException.located(
              31253, "Cannot do inclusion on field " + field + " in exclusion projection")
          : DuetException.located(
              31254, "Cannot do exclusion on field " + field + " in inclusion projection");
    }
    kind = wanted;
  }

  private void add(String field, boolean included, boolean keep) {
    if (included == keep) {
      root.add(FieldPath.of(field));
    }
  }

  private static void checkPath(String field) {
    if (field.isEmpty()) {
      throw DuetException.located(40352, "FieldPath cannot be constructed with empty string");
    }
    if (field.startsWith("$")) {
      throw DuetException.located(
          16410,
          "FieldPath field names may not start with '$'. Consider using $getField or $setField.");
    }
  }
}
