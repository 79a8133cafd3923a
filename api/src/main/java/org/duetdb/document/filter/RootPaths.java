package org.duetdb.document.filter;

import java.util.LinkedHashSet;
import java.util.Set;
import org.bson.BsonDocument;

/**
 * The paths that a filter names at its top, in every branch of {@code $and}, {@code $or}, {@code
 * $nor}.
 */
final class RootPaths {
  private RootPaths() {}

  static Set<String> of(BsonDocument filter) {
    var paths = new LinkedHashSet<String>();
    collect(filter, paths);
    return paths;
  }

  private static void collect(BsonDocument filter, Set<String> paths) {
    filter.forEach(
        (name, value) -> {
          if (!name.startsWith("$")) {
            paths.add(name);
          } else if (value.isArray()) {
            FilterParser.branches(name, value).forEach(branch -> collect(branch, paths));
          }
        });
  }
}
