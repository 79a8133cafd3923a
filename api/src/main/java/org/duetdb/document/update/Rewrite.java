package org.duetdb.document.update;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Applies a tree of modifiers to a document by writing the document anew: elements that no path
 * touches are copied in runs, the others are handed to their modifiers, and paths that lead nowhere
 * are created behind the rest. For one run.
 */
final class Rewrite {
  private static final int MAX_PADDING = 1_500_000;

  private final UpdateRun run;
  private final BsonSink out;
  private final Creation creation;
  private boolean changed;

  private Rewrite(UpdateRun run, BsonSink out) {
    this.run = run;
    this.out = out;
    this.creation = new Creation(run, out);
  }

  /** The document after the update, or the same array if nothing changed. */
  static byte[] apply(UpdateRun run, Branch root) {
    byte[] source = run.source();
    Rewrite rewrite = new Rewrite(run, new BsonSink(source.length + 64));
    rewrite.document(source, 0, Optional.empty(), root);
    return rewrite.changed ? rewrite.out.toBytes() : source;
  }

  private void document(byte[] bytes, int documentOffset, Optional<Field> parent, Branch paths) {
    Branch branch = paths.resolved(run, parent);
    int start = out.beginDocument();
    BitSet met = new BitSet(branch.size());
    int at = BsonBytes.firstElement(documentOffset);
    int copiedTo = at;
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      int next = BsonBytes.skip(bytes, type, nameEnd + 1);
      int child = branch.find(bytes, at, nameEnd);
      if (child >= 0 && !met.get(child)) {
        met.set(child);
        out.copy(bytes, copiedTo, at);
        copiedTo = next;
        element(new Field(parent, bytes, at, nameEnd + 1), branch.child(child), false);
      }
      at = next;
    }
    out.copy(bytes, copiedTo, at);
    for (int i = met.nextClearBit(0); i < branch.size(); i = met.nextClearBit(i + 1)) {
      create(parent, branch.name(i), branch.child(i));
    }
    out.endDocument(start);
  }

  private void array(Field field, Branch paths) {
    Branch branch = paths.resolved(run, Optional.of(field));
    int start = out.beginDocument();
    byte[] bytes = field.bytes();
    Optional<Field> parent = Optional.of(field);
    int index = 0;
    int at = BsonBytes.firstElement(field.valueOffset());
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      int child = branch.find(index++);
      int next = BsonBytes.skip(bytes, type, value);
      if (child < 0) {
        out.copy(bytes, at, next);
      } else {
        element(new Field(parent, bytes, at, value), branch.child(child), true);
      }
      at = next;
    }
    createElements(field, branch, index);
    out.endDocument(start);
  }

  private void chosenElements(Field field, ArrayBranch branch) {
    out.copy(field.bytes(), field.element(), field.valueOffset());
    int start = out.beginDocument();
    byte[] bytes = field.bytes();
    Optional<Field> parent = Optional.of(field);
    int index = 0;
    int at = BsonBytes.firstElement(field.valueOffset());
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      int next = BsonBytes.skip(bytes, type, value);
      Optional<UpdateNode> node =
          branch.nodeFor(field, bytes, BsonBytes.slot(type, value), index++);
      if (node.isPresent()) {
        element(new Field(parent, bytes, at, value), node.get(), true);
      } else {
        out.copy(bytes, at, next);
      }
      at = next;
    }
    out.endDocument(start);
  }

  private void createElements(Field array, Branch branch, int count) {
    int end = count;
    for (int i = 0; i < branch.size(); i++) {
      int index = branch.index(i);
      if (index < 0) {
        requireViable(array, branch, i);
      } else if (index >= count) {
        end = createElement(array, branch, i, end);
      }
    }
  }

  private int createElement(Field array, Branch branch, int child, int end) {
    int index = branch.index(child);
    if (index - end > MAX_PADDING) {
      throw new DuetException(
          ErrorCode.CANNOT_BACKFILL_ARRAY, "can't backfill more than " + MAX_PADDING + " elements");
    }
    int before = out.size();
    for (int i = end; i < index; i++) {
      out.header(ElementType.NULL, i);
    }
    if (create(Optional.of(array), BsonSink.indexName(index), branch.child(child))) {
      return index + 1;
    }
    out.truncate(before);
    return end;
  }

  private void element(Field field, UpdateNode node, boolean inArray) {
    int before = out.size();
    boolean changedBefore = changed;
    changed = false;
    if (node instanceof Leaf leaf) {
      write(field, leaf.modifier().existing(run, field), inArray);
    } else if (node instanceof Branch branch) {
      descend(field, branch);
    } else {
      requireArray(field);
      chosenElements(field, (ArrayBranch) node);
    }
    if (!changed) {
      out.truncate(before);
      copy(field);
    } else if (field.parent().isEmpty() && !run.isInserting()) {
      Immutable.check(field, node);
    }
    changed |= changedBefore;
  }

  private void write(Field field, Outcome outcome, boolean inArray) {
    if (outcome instanceof Outcome.Value value) {
      writeValue(field, value.value());
    } else if (outcome == Outcome.REMOVED) {
      remove(field, inArray);
    }
  }

  private void writeValue(Field field, BsonSlice value) {
    out.writeByte(value.type());
    out.copy(field.bytes(), field.element() + 1, field.valueOffset());
    out.value(value.bytes(), value.slot());
    changed = true;
  }

  private void remove(Field field, boolean inArray) {
    if (inArray) {
      out.writeByte(ElementType.NULL);
      out.copy(field.bytes(), field.element() + 1, field.valueOffset());
    }
    changed = !inArray || field.type() != ElementType.NULL;
  }

  private void descend(Field field, Branch branch) {
    if (field.type() == ElementType.DOCUMENT) {
      out.copy(field.bytes(), field.element(), field.valueOffset());
      document(field.bytes(), field.valueOffset(), Optional.of(field), branch);
    } else if (field.type() == ElementType.ARRAY) {
      out.copy(field.bytes(), field.element(), field.valueOffset());
      array(field, branch);
    } else {
      for (int i = 0; i < branch.size(); i++) {
        requireViable(field, branch, i);
      }
    }
  }

  private void copy(Field field) {
    int end = BsonBytes.skip(field.bytes(), field.type(), field.valueOffset());
    out.copy(field.bytes(), field.element(), end);
  }

  private boolean create(Optional<Field> parent, byte[] name, UpdateNode node) {
    boolean created = creation.create(parent, name, node);
    changed |= created;
    return created;
  }

  private static void requireArray(Field field) {
    if (field.type() != ElementType.ARRAY) {
      throw new DuetException(
          ErrorCode.BAD_VALUE, "Cannot apply array updates to non-array element " + field);
    }
  }

  private static void requireViable(Field field, Branch branch, int child) {
    if (!toleratesNonViablePath(branch.child(child))) {
      throw new DuetException(
          ErrorCode.PATH_NOT_VIABLE,
          "Cannot create field '"
              + new String(branch.name(child), StandardCharsets.UTF_8)
              + "' in element {"
              + field
              + "}");
    }
  }

  private static boolean toleratesNonViablePath(UpdateNode node) {
    if (node instanceof Leaf leaf) {
      return leaf.modifier().toleratesNonViablePath();
    }
    if (!(node instanceof Branch branch)) {
      return false;
    }
    for (int i = 0; i < branch.size(); i++) {
      if (!toleratesNonViablePath(branch.child(i))) {
        return false;
      }
    }
    return true;
  }
}
