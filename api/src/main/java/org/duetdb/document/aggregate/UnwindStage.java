package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.Paths;
import org.duetdb.document.expression.Scope;
import org.duetdb.document.projection.ComputedFields;

/** {@code $unwind}: one document for each element of an array. */
final class UnwindStage {
  private static final Object[] NO_PARAMETERS = {};

  private final FieldPath path;
  private final Optional<FieldPath> index;
  private final boolean preserve;

  private UnwindStage(FieldPath path, Optional<FieldPath> index, boolean preserve) {
    this.path = path;
    this.index = index;
    this.preserve = preserve;
  }

  static Stage parse(BsonValue argument) {
    if (!argument.isString() && !argument.isDocument()) {
      throw DuetException.located(
          15981,
          "expected either a string or an object as specification for $unwind stage, got "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    BsonDocument options =
        argument.isDocument() ? argument.asDocument() : new BsonDocument("path", argument);
    for (String name : options.keySet()) {
      if (!List.of("path", "includeArrayIndex", "preserveNullAndEmptyArrays").contains(name)) {
        throw DuetException.located(28811, "unrecognized option to $unwind stage: " + name);
      }
    }
    UnwindStage stage = new UnwindStage(path(options), index(options), preserve(options));
    return (input, context) -> stage.over(input);
  }

  private static FieldPath path(BsonDocument options) {
    if (!options.containsKey("path")) {
      throw DuetException.located(28812, "no path specified to $unwind stage");
    }
    if (!options.get("path").isString()) {
      throw DuetException.located(
          28808,
          "expected a string as the path for $unwind stage, got "
              + ElementType.nameOf(BsonSlice.of(options.get("path")).type()));
    }
    String path = options.getString("path").getValue();
    if (!path.startsWith("$")) {
      throw DuetException.located(
          28818, "path option to $unwind stage should be prefixed with a '$': " + path);
    }
    return Paths.checked(path.substring(1));
  }

  private static Optional<FieldPath> index(BsonDocument options) {
    if (!options.containsKey("includeArrayIndex")) {
      return Optional.empty();
    }
    BsonValue index = options.get("includeArrayIndex");
    String name = index.isString() ? index.asString().getValue() : "";
    if (name.isEmpty()) {
      throw DuetException.located(
          28810, "expected a non-empty string for the includeArrayIndex option to $unwind stage");
    }
    if (name.startsWith("$")) {
      throw DuetException.located(
          28822,
          "includeArrayIndex option to $unwind stage should not be prefixed with a '$': " + name);
    }
    return Optional.of(Paths.checked(name));
  }

  private static boolean preserve(BsonDocument options) {
    BsonValue preserve = options.get("preserveNullAndEmptyArrays", new BsonString(""));
    if (options.containsKey("preserveNullAndEmptyArrays") && !preserve.isBoolean()) {
      throw DuetException.located(
          28809,
          "expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage, got "
              + ElementType.nameOf(BsonSlice.of(preserve).type()));
    }
    return preserve.isBoolean() && preserve.asBoolean().getValue();
  }

  private Iterator<byte[]> over(Iterator<byte[]> input) {
    return new LookAhead() {
      private Iterator<byte[]> current = List.<byte[]>of().iterator();

      @Override
      Optional<byte[]> advance() {
        while (!current.hasNext() && input.hasNext()) {
          current = unwound(input.next()).iterator();
        }
        return current.hasNext() ? Optional.of(current.next()) : Optional.empty();
      }
    };
  }

  private List<byte[]> unwound(byte[] document) {
    BsonSlice value = BsonSlice.of(document, slot(document));
    if (value.type() != ElementType.ARRAY) {
      return value.isNullish() && !preserve
          ? List.of()
          : List.of(with(document, value, BsonSlice.NULL));
    }
    List<BsonSlice> elements = BsonArrays.of(value);
    if (elements.isEmpty()) {
      return preserve ? List.of(with(document, BsonSlice.MISSING, BsonSlice.NULL)) : List.of();
    }
    List<byte[]> documents = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      documents.add(with(document, elements.get(i), BsonSlice.of((long) i)));
    }
    return documents;
  }

  /** The value at the path through documents only: arrays on the way are not entered. */
  private long slot(byte[] document) {
    long found = path.find(0, document, 0);
    for (int i = 1; i < path.length(); i++) {
      if (BsonBytes.type(found) != ElementType.DOCUMENT) {
        return BsonBytes.NO_SLOT;
      }
      found = path.find(i, document, BsonBytes.offset(found));
    }
    return found;
  }

  private byte[] with(byte[] document, BsonSlice value, BsonSlice place) {
    ComputedFields fields = new ComputedFields();
    boolean absent = value.isMissing() && slot(document) == BsonBytes.NO_SLOT;
    if (!absent) {
      fields.add(path, Expression.constant(value));
    }
    index.ifPresent(name -> fields.add(name, Expression.constant(place)));
    return fields.isEmpty() ? document : fields.apply(document, Scope.of(document, NO_PARAMETERS));
  }
}
