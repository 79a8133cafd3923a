package org.duetdb.document.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.Scope;

/**
 * Sets fields of a document to the values of expressions: {@code $addFields}, and the computed
 * fields of a projection. A path goes through every element of an array it meets and replaces what
 * has no fields; a missing value removes the field.
 */
public final class ComputedFields {
  private static final byte[] EMPTY = {5, 0, 0, 0, 0};

  private final List<byte[]> names = new ArrayList<>();
  private final List<Object> children = new ArrayList<>();

  /** Adds a field; two paths of which one leads to the other are refused. */
  public void add(FieldPath path, Expression expression) {
    ComputedFields at = this;
    for (int i = 0; i < path.length() - 1; i++) {
      at = at.inner(path, i);
    }
    int last = path.length() - 1;
    if (at.find(path.name(last)) >= 0) {
      throw DuetException.located(
          40176,
          "specification contains two conflicting paths. Cannot specify both '"
              + path
              + "' and a path below or above it");
    }
    at.names.add(path.name(last));
    at.children.add(expression);
  }

  /** Whether there is nothing to set. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** The document with the fields set, where the expressions look at the document of the scope. */
  public byte[] apply(byte[] document, Scope scope) {
    BsonSink out = new BsonSink(document.length + 64);
    document(document, 0, scope, out);
    return out.toBytes();
  }

  private ComputedFields inner(FieldPath path, int component) {
    int child = find(path.name(component));
    if (child < 0) {
      ComputedFields created = new ComputedFields();
      names.add(path.name(component));
      children.add(created);
      return created;
    }
    if (children.get(child) instanceof ComputedFields inner) {
      return inner;
    }
    throw DuetException.located(
        40176,
        "specification contains two conflicting paths. Cannot specify both '"
            + path
            + "' and '"
            + String.join(".", path.components().subList(0, component + 1))
            + "'");
  }

  private int find(byte[] name) {
    for (int i = 0; i < names.size(); i++) {
      if (Arrays.equals(names.get(i), name)) {
        return i;
      }
    }
    return -1;
  }

  private int find(byte[] bytes, int element, int nameEnd) {
    for (int i = 0; i < names.size(); i++) {
      byte[] name = names.get(i);
      if (Arrays.equals(bytes, element + 1, nameEnd, name, 0, name.length)) {
        return i;
      }
    }
    return -1;
  }

  private void document(byte[] bytes, int documentOffset, Scope scope, BsonSink out) {
    int start = out.beginDocument();
    BitSet met = new BitSet(names.size());
    int at = BsonBytes.firstElement(documentOffset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      int next = BsonBytes.skip(bytes, type, nameEnd + 1);
      int child = find(bytes, at, nameEnd);
      if (child < 0) {
        out.copy(bytes, at, next);
      } else if (!met.get(child)) {
        met.set(child);
        write(child, BsonSlice.of(bytes, BsonBytes.slot(type, nameEnd + 1)), scope, out);
      }
      at = next;
    }
    for (int i = met.nextClearBit(0); i < names.size(); i = met.nextClearBit(i + 1)) {
      write(i, BsonSlice.MISSING, scope, out);
    }
    out.endDocument(start);
  }

  private void write(int child, BsonSlice present, Scope scope, BsonSink out) {
    byte[] name = names.get(child);
    if (children.get(child) instanceof ComputedFields inner) {
      out.header(inner.typeOver(present), name);
      inner.value(present, scope, out);
      return;
    }
    BsonSlice value = ((Expression) children.get(child)).evaluate(scope);
    if (!value.isMissing()) {
      out.field(name, value);
    }
  }

  private byte typeOver(BsonSlice present) {
    return present.type() == ElementType.ARRAY ? ElementType.ARRAY : ElementType.DOCUMENT;
  }

  private void value(BsonSlice present, Scope scope, BsonSink out) {
    switch (present.type()) {
      case ElementType.DOCUMENT -> document(present.bytes(), present.offset(), scope, out);
      case ElementType.ARRAY -> array(present, scope, out);
      default -> document(EMPTY, 0, scope, out);
    }
  }

  private void array(BsonSlice array, Scope scope, BsonSink out) {
    byte[] bytes = array.bytes();
    int start = out.beginDocument();
    int index = 0;
    int at = BsonBytes.firstElement(array.offset());
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      BsonSlice element = BsonSlice.of(bytes, BsonBytes.slot(type, value));
      out.header(typeOver(element), index++);
      value(element, scope, out);
      at = BsonBytes.skip(bytes, type, value);
    }
    out.endDocument(start);
  }
}
