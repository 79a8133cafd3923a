package org.duetdb.document.filter;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.bson.FieldPath.LeafArray;
import org.duetdb.api.bson.ValueTest;

/** A question about a document, whole or embedded; pure, without state, for any thread. */
@FunctionalInterface
interface DocumentTest {
  DocumentTest ALWAYS = (bytes, document, parameters) -> true;
  DocumentTest NEVER = (bytes, document, parameters) -> false;

  /** No parameters: what documents embedded in others are tested with. */
  Object[] NO_PARAMETERS = {};

  /** Whether the document that begins at an offset of these bytes passes. */
  boolean test(byte[] bytes, int document, Object[] parameters);

  /** Passes where any value that the path can mean passes. */
  static DocumentTest onPath(FieldPath path, LeafArray leafArray, ValueTest test) {
    return (bytes, document, parameters) -> path.anyMatch(bytes, document, leafArray, test);
  }

  static DocumentTest not(DocumentTest test) {
    if (test == ALWAYS) {
      return NEVER;
    }
    return test == NEVER
        ? ALWAYS
        : (bytes, document, parameters) -> !test.test(bytes, document, parameters);
  }

  static DocumentTest allOf(List<DocumentTest> tests) {
    List<DocumentTest> needed = new ArrayList<>(tests);
    needed.removeIf(test -> test == ALWAYS);
    if (needed.contains(NEVER)) {
      return NEVER;
    }
    return switch (needed.size()) {
      case 0 -> ALWAYS;
      case 1 -> needed.get(0);
      case 2 -> both(needed.get(0), needed.get(1));
      default -> every(needed.toArray(DocumentTest[]::new));
    };
  }

  static DocumentTest anyOf(List<DocumentTest> tests) {
    List<DocumentTest> useful = new ArrayList<>(tests);
    useful.removeIf(test -> test == NEVER);
    if (useful.contains(ALWAYS)) {
      return ALWAYS;
    }
    return switch (useful.size()) {
      case 0 -> NEVER;
      case 1 -> useful.get(0);
      default -> some(useful.toArray(DocumentTest[]::new));
    };
  }

  private static DocumentTest both(DocumentTest first, DocumentTest second) {
    return (bytes, document, parameters) ->
        first.test(bytes, document, parameters) && second.test(bytes, document, parameters);
  }

  private static DocumentTest every(DocumentTest[] tests) {
    return (bytes, document, parameters) -> {
      for (DocumentTest test : tests) {
        if (!test.test(bytes, document, parameters)) {
          return false;
        }
      }
      return true;
    };
  }

  private static DocumentTest some(DocumentTest[] tests) {
    return (bytes, document, parameters) -> {
      for (DocumentTest test : tests) {
        if (test.test(bytes, document, parameters)) {
          return true;
        }
      }
      return false;
    };
  }
}
