package org.duetdb.sql.execute;

import java.util.List;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.DocumentLimits;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * SET: the assigned values are computed from the old document, then the document is copied with
 * them in place of the old ones. Fields that were not there come last.
 */
final class DocumentPatch implements DocumentMutation {
  /** How far behind its end an array may be assigned to. */
  private static final int MOST_NEW_ELEMENTS = 1_000;

  private static final byte[] EMPTY = {5, 0, 0, 0, 0};

  private final List<FieldAssignment> assignments;

  DocumentPatch(List<FieldAssignment> assignments) {
    this.assignments = assignments;
  }

  @Override
  public byte[] apply(byte[] document, @Nullable Object[] environment) {
    return patched(document, values(document, environment));
  }

  /** What the assignments compute of an input, which need not be the document itself. */
  @Nullable Object[] values(Object input, @Nullable Object[] environment) {
    @Nullable Object[] values = new Object[assignments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = assignments.get(i).value(input, environment);
    }
    return values;
  }

  /** The document with these values in the places that are assigned. */
  byte[] patched(byte[] document, @Nullable Object[] values) {
    var sink = new BsonSink(document.length + 32);
    writeLevel(sink, document, 0, List.copyOf(assignments), values, 0);
    return DocumentLimits.check(sink.toBytes());
  }

  /** Writes a document whose fields at {@code depth} the assignments name. */
  private void writeLevel(
      BsonSink sink,
      byte[] bytes,
      int offset,
      List<FieldAssignment> level,
      @Nullable Object[] values,
      int depth) {
    int start = sink.beginDocument();
    boolean[] done = new boolean[level.size()];
    int at = BsonBytes.firstElement(offset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      int next = BsonBytes.skip(bytes, type, nameEnd + 1);
      int match = match(bytes, at, nameEnd, level, depth);
      if (match < 0) {
        sink.copy(bytes, at, next);
      } else if (!done[match]) {
        long slot = BsonBytes.slot(type, nameEnd + 1);
        writeField(sink, bytes, slot, level, match, values, depth, done);
      }
      at = next;
    }
    for (int i = 0; i < done.length; i++) {
      if (!done[i]) {
        writeField(sink, bytes, BsonBytes.NO_SLOT, level, i, values, depth, done);
      }
    }
    sink.endDocument(start);
  }

  private static int match(
      byte[] bytes, int element, int nameEnd, List<FieldAssignment> level, int depth) {
    for (int i = 0; i < level.size(); i++) {
      if (BsonBytes.nameEquals(bytes, element, nameEnd, level.get(i).name(depth))) {
        return i;
      }
    }
    return -1;
  }

  /** Writes the field that an assignment sets, or that several assign parts of. */
  private void writeField(
      BsonSink sink,
      byte[] bytes,
      long slot,
      List<FieldAssignment> level,
      int match,
      @Nullable Object[] values,
      int depth,
      boolean[] done) {
    FieldAssignment assignment = level.get(match);
    if (assignment.length() == depth + 1) {
      done[match] = true;
      assignment.write(sink, values[assignments.indexOf(assignment)]);
      return;
    }
    List<FieldAssignment> inside =
        level.stream().filter(other -> other.sharesName(assignment, depth)).toList();
    for (int i = 0; i < done.length; i++) {
      done[i] |= level.get(i).sharesName(assignment, depth);
    }
    byte type = BsonBytes.type(slot);
    boolean elements = inside.stream().allMatch(each -> each.index(depth + 1) >= 0);
    if (type == ElementType.ARRAY && elements || isNothing(type) && elements) {
      sink.header(ElementType.ARRAY, assignment.name(depth));
      writeArray(sink, bytes, slot, inside, values, depth + 1);
      return;
    }
    if (type != ElementType.DOCUMENT && !isNothing(type)) {
      throw new SqlFailure(
          SqlState.DATA_EXCEPTION,
          "a field cannot be set inside of " + BsonSlice.of(bytes, slot) + ", which has none");
    }
    boolean nested = type == ElementType.DOCUMENT;
    sink.header(ElementType.DOCUMENT, assignment.name(depth));
    writeLevel(
        sink,
        nested ? bytes : EMPTY,
        nested ? BsonBytes.offset(slot) : 0,
        inside,
        values,
        depth + 1);
  }

  /** Writes an array some of whose elements are assigned; what lies between is filled with NULL. */
  private void writeArray(
      BsonSink sink,
      byte[] bytes,
      long slot,
      List<FieldAssignment> level,
      @Nullable Object[] values,
      int depth) {
    boolean there = BsonBytes.type(slot) == ElementType.ARRAY;
    int length = there ? BsonBytes.count(bytes, BsonBytes.offset(slot)) : 0;
    int last = level.stream().mapToInt(each -> each.index(depth)).max().orElse(-1);
    if (last >= length + MOST_NEW_ELEMENTS) {
      throw new SqlFailure(
          SqlState.INVALID_PARAMETER_VALUE,
          "element " + (last + 1) + " lies too far behind the end of an array of " + length);
    }
    int start = sink.beginDocument();
    boolean[] done = new boolean[level.size()];
    for (int index = 0; index <= Math.max(last, length - 1); index++) {
      byte[] name = BsonSink.indexName(index);
      long element =
          index < length ? BsonBytes.find(bytes, BsonBytes.offset(slot), name) : BsonBytes.NO_SLOT;
      int match = elementMatch(level, depth, index);
      if (match >= 0) {
        writeField(sink, bytes, element, level, match, values, depth, done);
      } else if (index < length) {
        sink.field(name, BsonSlice.of(bytes, element));
      } else {
        sink.header(ElementType.NULL, name);
      }
    }
    sink.endDocument(start);
  }

  private static int elementMatch(List<FieldAssignment> level, int depth, int index) {
    for (int i = 0; i < level.size(); i++) {
      if (level.get(i).index(depth) == index) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isNothing(byte type) {
    return type == ElementType.MISSING || type == ElementType.NULL;
  }
}
