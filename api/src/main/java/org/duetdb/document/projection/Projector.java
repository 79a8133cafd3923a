package org.duetdb.document.projection;

import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonSink;
import org.duetdb.api.bson.ElementType;

/** Copies the parts of a document that a projection keeps. Fields keep the document's order. */
final class Projector {
  private final BsonSink out;
  private final boolean keep;

  private Projector(BsonSink out, boolean keep) {
    this.out = out;
    this.keep = keep;
  }

  /** The document with nothing but the paths of the tree. */
  static byte[] keeping(ProjectionNode root, byte[] document) {
    Projector projector = new Projector(new BsonSink(document.length), true);
    projector.document(document, 0, root);
    return projector.out.toBytes();
  }

  /** The document without the paths of the tree. */
  static byte[] dropping(ProjectionNode root, byte[] document) {
    Projector projector = new Projector(new BsonSink(document.length), false);
    projector.document(document, 0, root);
    return projector.out.toBytes();
  }

  private void document(byte[] bytes, int documentOffset, ProjectionNode node) {
    int start = out.beginDocument();
    int at = BsonBytes.firstElement(documentOffset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int nameEnd = BsonBytes.nameEnd(bytes, at);
      int next = BsonBytes.skip(bytes, type, nameEnd + 1);
      int child = node.find(bytes, at, nameEnd);
      if (child < 0) {
        copyUnless(keep, bytes, at, next);
      } else if (node.child(child).isLeaf()) {
        copyUnless(!keep || node.child(child).isComputed(), bytes, at, next);
      } else {
        below(bytes, at, nameEnd + 1, next, node.child(child));
      }
      at = next;
    }
    out.endDocument(start);
  }

  private void below(byte[] bytes, int element, int value, int next, ProjectionNode node) {
    byte type = bytes[element];
    if (type == ElementType.DOCUMENT) {
      out.copy(bytes, element, value);
      document(bytes, value, node);
    } else if (type == ElementType.ARRAY) {
      out.copy(bytes, element, value);
      array(bytes, value, node);
    } else {
      // A path through a value without fields names nothing: nothing of it is kept, and nothing is
      // left out.
      copyUnless(keep, bytes, element, next);
    }
  }

  private void array(byte[] bytes, int arrayOffset, ProjectionNode node) {
    int start = out.beginDocument();
    int index = 0;
    int at = BsonBytes.firstElement(arrayOffset);
    byte type;
    while ((type = bytes[at]) != ElementType.MISSING) {
      int value = BsonBytes.nameEnd(bytes, at) + 1;
      int next = BsonBytes.skip(bytes, type, value);
      boolean hasFields = type == ElementType.DOCUMENT || type == ElementType.ARRAY;
      if (hasFields || !keep) {
        out.header(type, index++);
        element(bytes, type, value, next, node);
      }
      at = next;
    }
    out.endDocument(start);
  }

  private void element(byte[] bytes, byte type, int value, int next, ProjectionNode node) {
    if (type == ElementType.DOCUMENT) {
      document(bytes, value, node);
    } else if (type == ElementType.ARRAY) {
      array(bytes, value, node);
    } else {
      out.copy(bytes, value, next);
    }
  }

  private void copyUnless(boolean left, byte[] bytes, int from, int to) {
    if (!left) {
      out.copy(bytes, from, to);
    }
  }
}
