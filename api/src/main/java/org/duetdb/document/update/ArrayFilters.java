package org.duetdb.document.update;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.filter.ElementFilter;

/** The array filters of an update by their identifiers, and which of them its paths have named. */
final class ArrayFilters {
  private static final ValueTest EVERY = (bytes, slot) -> true;

  private final Map<String, ValueTest> tests;
  private final Set<String> named;

  ArrayFilters(List<BsonDocument> filters) {
    this.tests = filters.isEmpty() ? Map.of() : new HashMap<>();
    this.named = filters.isEmpty() ? Set.of() : new HashSet<>();
    for (BsonDocument filter : filters) {
      ElementFilter.Named parsed = ElementFilter.forArrayFilter(filter);
      if (tests.putIfAbsent(parsed.identifier(), parsed.test()) != null) {
        throw bad(
            "Found multiple array filters with the same top-level field name "
                + parsed.identifier());
      }
    }
  }

  /** Notes that a path names an identifier, which must have a filter. */
  void name(String identifier, String path) {
    if (!identifier.isEmpty() && !tests.containsKey(identifier)) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "No array filter found for identifier '" + identifier + "' in path '" + path + "'");
    }
    if (!identifier.isEmpty()) {
      named.add(identifier);
    }
  }

  /** The test for an identifier; the empty one stands for every element. */
  ValueTest test(String identifier) {
    return tests.getOrDefault(identifier, EVERY);
  }

  /** Refuses the update if it has a filter that none of its paths names. */
  void requireAllNamed(BsonDocument update) {
    for (String identifier : tests.keySet()) {
      if (!named.contains(identifier)) {
        throw bad(
            "The array filter for identifier '"
                + identifier
                + "' was not used in the update "
                + BsonText.of(update));
      }
    }
  }

  private static DuetException bad(String message) {
    return new DuetException(ErrorCode.FAILED_TO_PARSE, message);
  }
}
