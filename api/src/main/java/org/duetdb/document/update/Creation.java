package org.duetdb.document.update;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Writes the fields that an update wants and the document has not got, with the documents they are
 * in. For one run.
 */
final class Creation {
  private final UpdateRun run;
  private final BsonSink out;

  Creation(UpdateRun run, BsonSink out) {
    this.run = run;
    this.out = out;
  }

  /** Writes a field, if its modifiers want one where there is none, and says whether it did. */
  boolean create(Optional<Field> parent, byte[] name, UpdateNode node) {
    if (node instanceof Leaf leaf) {
      return leaf(name, leaf);
    }
    String own = new String(name, StandardCharsets.UTF_8);
    return below(parent.map(field -> field.path() + "." + own).orElse(own), name, node);
  }

  private boolean leaf(byte[] name, Leaf leaf) {
    if (leaf.modifier().missing(run) instanceof Outcome.Value value) {
      out.field(name, value.value());
      return true;
    }
    return false;
  }

  private boolean below(String path, byte[] name, UpdateNode node) {
    if (!(node instanceof Branch paths)) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "The path '" + path + "' must exist in the document in order to apply array updates.");
    }
    Branch branch = paths.resolved(run, path);
    int before = out.size();
    out.header(ElementType.DOCUMENT, name);
    int start = out.beginDocument();
    boolean created = false;
    for (int i = 0; i < branch.size(); i++) {
      created |= child(path, branch.name(i), branch.child(i));
    }
    if (created) {
      out.endDocument(start);
    } else {
      out.truncate(before);
    }
    return created;
  }

  private boolean child(String path, byte[] name, UpdateNode node) {
    return node instanceof Leaf leaf
        ? leaf(name, leaf)
        : below(path + "." + new String(name, StandardCharsets.UTF_8), name, node);
  }
}
