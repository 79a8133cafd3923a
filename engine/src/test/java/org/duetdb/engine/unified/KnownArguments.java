package org.duetdb.engine.unified;

import java.util.List;
import java.util.Map;

/** Which arguments of the format's operations the document API has. */
final class KnownArguments {
  private static final List<String> FIND =
      List.of("filter", "sort", "projection", "skip", "limit", "batchSize", "collation");
  private static final List<String> UPDATE =
      List.of("filter", "update", "upsert", "sort", "arrayFilters", "collation");
  private static final List<String> FIND_AND_UPDATE =
      List.of(
          "filter",
          "update",
          "upsert",
          "sort",
          "projection",
          "returnDocument",
          "arrayFilters",
          "collation");
  private static final Map<String, List<String>> OF =
      Map.ofEntries(
          Map.entry("find", FIND),
          Map.entry("findOne", FIND),
          Map.entry("countDocuments", FIND),
          Map.entry("aggregate", List.of("pipeline", "batchSize", "collation")),
          Map.entry("distinct", List.of("fieldName", "filter", "collation")),
          Map.entry("insertOne", List.of("document")),
          Map.entry("insertMany", List.of("documents", "ordered")),
          Map.entry("updateOne", UPDATE),
          Map.entry("updateMany", UPDATE),
          Map.entry("replaceOne", List.of("filter", "replacement", "upsert", "sort", "collation")),
          Map.entry("deleteOne", List.of("filter", "collation")),
          Map.entry("deleteMany", List.of("filter", "collation")),
          Map.entry("findOneAndUpdate", FIND_AND_UPDATE),
          Map.entry(
              "findOneAndReplace",
              List.of(
                  "filter",
                  "replacement",
                  "upsert",
                  "sort",
                  "projection",
                  "returnDocument",
                  "collation")),
          Map.entry("findOneAndDelete", List.of("filter", "sort", "projection", "collation")),
          Map.entry("bulkWrite", List.of("requests", "ordered")),
          Map.entry("createIndex", List.of("keys", "name", "unique")));

  private KnownArguments() {}

  static List<String> of(String operation) {
    return OF.getOrDefault(operation, List.of());
  }
}
