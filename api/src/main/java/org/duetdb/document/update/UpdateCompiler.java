package org.duetdb.document.update;

import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Compiles MongoDB's updates to functions over the bytes of a document. An update that MongoDB
 * refuses is refused with MongoDB's code and text: here, if the update itself is wrong, when it is
 * applied, if it does not fit the document.
 */
public final class UpdateCompiler {
  private final UpdateTree tree = new UpdateTree();

  private UpdateCompiler() {}

  /** Compiles an update with operators. */
  public static CompiledUpdate compile(BsonDocument update) {
    UpdateCompiler compiler = new UpdateCompiler();
    update.forEach(compiler::operator);
    return compiler.tree.compiled();
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
      FieldPath path = UpdatePaths.parse(field.getKey());
      tree.add(path, parser.parse(field.getKey(), field.getValue()));
    }
  }
}
