package org.duetdb.document.update;

import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.filter.MatchPosition;

/**
 * Compiles MongoDB's updates with operators to functions over the bytes of a document. An update
 * that MongoDB refuses is refused with MongoDB's code and text: here, if the update itself is
 * wrong, when it is applied, if it does not fit the document.
 */
public final class UpdateCompiler {
  private final UpdateTree tree;

  private UpdateCompiler(ArrayFilters filters) {
    this.tree = new UpdateTree(filters);
  }

  /** Compiles an update without array filters and without {@code $} in a path. */
  public static CompiledUpdate compile(BsonDocument update) {
    return compile(update, List.of(), MatchPosition.NONE);
  }

  /**
   * Compiles an update.
   *
   * @param arrayFilters what {@code $[identifier]} in a path means
   * @param position what {@code $} in a path means: the position of the statement's filter
   */
  public static CompiledUpdate compile(
      BsonDocument update, List<BsonDocument> arrayFilters, MatchPosition position) {
    ArrayFilters filters = new ArrayFilters(arrayFilters);
    UpdateCompiler compiler = new UpdateCompiler(filters);
    for (var operator : update.entrySet()) {
      compiler.operator(operator.getKey(), operator.getValue());
    }
    filters.requireAllNamed(update);
    UpdateTree tree = compiler.tree;
    return new CompiledUpdate(tree.branch(), position, tree.depth(), tree.usesTime());
  }

  private void operator(String operator, BsonValue fields) {
    ModifierParser parser = ModifierParser.of(operator);
    if (!fields.isDocument()) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE,
          "Modifiers operate on fields but we found type "
              + ElementType.nameOf(BsonSlice.of(fields).type())
              + " instead. For example: {$mod: {<field>: ...}} not {"
              + operator
              + ": "
              + BsonText.of(fields)
              + "}");
    }
    for (Map.Entry<String, BsonValue> field : fields.asDocument().entrySet()) {
      add(field.getKey(), parser.parse(field.getKey(), field.getValue()));
    }
  }

  private void add(String field, Modifier modifier) {
    FieldPath path = UpdatePaths.parse(field);
    if (modifier instanceof RenameModifier rename) {
      tree.add(path, UnsetModifier.INSTANCE);
      tree.add(rename.target(), rename);
    } else {
      tree.add(path, modifier);
    }
  }
}
