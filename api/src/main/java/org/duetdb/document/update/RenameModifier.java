package org.duetdb.document.update;

import static org.duetdb.api.bson.BsonBytes.NO_SLOT;
import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * {@code $rename} at its target: takes the value that the source has in the document before the
 * update. At the source stands an {@code $unset}.
 */
record RenameModifier(FieldPath source, FieldPath target) implements Modifier {
  static RenameModifier parse(String field, BsonValue argument) {
    String element = field + ": " + BsonSlice.of(argument);
    if (!argument.isString()) {
      throw bad("The 'to' field for $rename must be a string: " + element);
    }
    String to = argument.asString().getValue();
    if (to.indexOf('\0') >= 0) {
      throw bad("The 'to' field for $rename cannot contain an embedded null byte");
    }
    FieldPath source = UpdatePaths.parse(field);
    FieldPath target = UpdatePaths.parse(to);
    if (source.equals(target)) {
      throw bad("The source and target field for $rename must differ: " + element);
    }
    if (source.isPrefixOf(target) || target.isPrefixOf(source)) {
      throw bad("The source and target field for $rename must not be on the same path: " + element);
    }
    if (UpdatePaths.isDynamic(source)) {
      throw bad("The source field for $rename may not be dynamic: " + source);
    }
    if (UpdatePaths.isDynamic(target)) {
      throw bad("The destination field for $rename may not be dynamic: " + target);
    }
    return new RenameModifier(source, target);
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    return missing(run);
  }

  @Override
  public Outcome missing(UpdateRun run) {
    long slot = source.resolve(run.source());
    if (slot == NO_SLOT) {
      return Outcome.UNCHANGED;
    }
    requireNoArray(run, "source", source);
    requireNoArray(run, "destination", target);
    return Outcome.of(BsonSlice.of(run.source(), slot));
  }

  @Override
  public int depth() {
    // The value is not known before the document is, so every result is looked at.
    return DocumentLimits.MAX_DEPTH;
  }

  private static void requireNoArray(UpdateRun run, String role, FieldPath path) {
    byte[] bytes = run.source();
    int document = 0;
    for (int i = 0; i < path.length() - 1; i++) {
      long slot = path.find(i, bytes, document);
      if (type(slot) == ElementType.ARRAY) {
        throw bad(
            "The "
                + role
                + " field cannot be an array element, '"
                + path
                + "' in doc with "
                + run.idElement()
                + " has an array field called '"
                + path.component(i)
                + "'");
      }
      if (type(slot) != ElementType.DOCUMENT) {
        return;
      }
      document = offset(slot);
    }
  }

  private static DuetException bad(String message) {
    return new DuetException(ErrorCode.BAD_VALUE, message);
  }
}
