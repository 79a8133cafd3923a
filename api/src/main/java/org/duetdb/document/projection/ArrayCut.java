package org.duetdb.document.projection;

import java.util.List;
import java.util.function.UnaryOperator;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;

/**
 * Replaces the arrays at a path by some of their elements: {@code $slice} and {@code $} in a
 * projection.
 */
final class ArrayCut {
  private final FieldPath path;
  private final UnaryOperator<List<BsonSlice>> cut;

  private ArrayCut(FieldPath path, UnaryOperator<List<BsonSlice>> cut) {
    this.path = path;
    this.cut = cut;
  }

  /** The document with the arrays at the path cut; anything else that is there stays. */
  static byte[] apply(byte[] document, FieldPath path, UnaryOperator<List<BsonSlice>> cut) {
    BsonSink out = new BsonSink(document.length);
    new ArrayCut(path, cut).document(document, 0, 0, out);
    return out.toBytes();
  }

  /** The elements that {@code $slice} keeps: so many, from the end if negative. */
  static List<BsonSlice> limited(List<BsonSlice> elements, int limit) {
    int size = elements.size();
    return limit >= 0
        ? elements.subList(0, Math.min(limit, size))
        : elements.subList(Math.max(0, size + limit), size);
  }

  /**
   * The elements that {@code $slice} keeps: so many from a place, counted from the end if negative.
   */
  static List<BsonSlice> limited(List<BsonSlice> elements, int skip, int limit) {
    int size = elements.size();
    int from = skip >= 0 ? Math.min(skip, size) : Math.max(0, size + skip);
    return elements.subList(from, (int) Math.min((long) from + limit, size));
  }

  private void document(byte[] bytes, int documentOffset, int component, BsonSink out) {
    int start = out.beginDocument();
    int at = BsonBytes.firstElement(documentOffset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      int next = BsonBytes.skip(bytes, type, nameEnd + 1);
      if (BsonBytes.nameEquals(bytes, at, nameEnd, path.name(component))) {
        out.copy(bytes, at, nameEnd + 1);
        value(BsonSlice.of(bytes, BsonBytes.slot(type, nameEnd + 1)), component, out);
      } else {
        out.copy(bytes, at, next);
      }
      at = next;
    }
    out.endDocument(start);
  }

  private void value(BsonSlice value, int component, BsonSink out) {
    boolean last = component == path.length() - 1;
    if (last && value.type() == ElementType.ARRAY) {
      BsonSlice rest = BsonArrays.toArray(cut.apply(BsonArrays.of(value)));
      out.value(rest.bytes(), rest.slot());
    } else if (!last && value.type() == ElementType.DOCUMENT) {
      document(value.bytes(), value.offset(), component + 1, out);
    } else if (!last && value.type() == ElementType.ARRAY) {
      elements(value, component, out);
    } else {
      out.value(value.bytes(), value.slot());
    }
  }

  private void elements(BsonSlice array, int component, BsonSink out) {
    int start = out.beginDocument();
    int index = 0;
    for (BsonSlice element : BsonArrays.of(array)) {
      out.header(element.type(), index++);
      if (element.type() == ElementType.DOCUMENT) {
        document(element.bytes(), element.offset(), component + 1, out);
      } else {
        out.value(element.bytes(), element.slot());
      }
    }
    out.endDocument(start);
  }
}
