package org.duetdb.document.aggregate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.expression.Names;

/** Compiles one stage by its name. */
final class StageParser {
  /** Stages of the server that Duet has not got. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "$changeStream",
          "$collStats",
          "$currentOp",
          "$densify",
          "$documents",
          "$fill",
          "$geoNear",
          "$graphLookup",
          "$indexStats",
          "$listLocalSessions",
          "$listSessions",
          "$planCacheStats",
          "$redact",
          "$search",
          "$searchMeta",
          "$setWindowFields",
          "$vectorSearch");

  private static final Set<String> TRANSFORMS =
      Set.of("$project", "$addFields", "$set", "$unset", "$replaceRoot", "$replaceWith");

  private static final Set<String> OTHERS =
      Set.of(
          "$match",
          "$limit",
          "$skip",
          "$sort",
          "$count",
          "$unwind",
          "$group",
          "$sortByCount",
          "$bucket",
          "$bucketAuto",
          "$sample",
          "$facet",
          "$lookup",
          "$unionWith",
          "$out",
          "$merge");

  private StageParser() {}

  /** The name and the argument of a stage, which must be its only field. */
  static Map.Entry<String, BsonValue> single(BsonDocument stage) {
    if (stage.size() != 1) {
      throw DuetException.located(
          40323, "A pipeline stage specification object must contain exactly one field.");
    }
    return stage.entrySet().iterator().next();
  }

  /** Refuses a stage that does not exist. */
  static void requireKnown(String name) {
    if (UNSUPPORTED.contains(name)) {
      throw new DuetException(ErrorCode.NOT_IMPLEMENTED, "the stage " + name + " is not supported");
    }
    if (!TRANSFORMS.contains(name) && !OTHERS.contains(name)) {
      throw DuetException.located(40324, "Unrecognized pipeline stage name: '" + name + "'");
    }
  }

  /** The stage with a name and an argument, whose expressions may name these variables. */
  static Stage parse(String name, BsonValue argument, Names names) {
    requireKnown(name);
    Optional<DocumentTransform> transform = TransformStages.parse(name, argument, names);
    if (transform.isPresent()) {
      return transform.get().stage();
    }
    return switch (name) {
      case "$match" -> FlowStages.match(argument, names);
      case "$limit" -> FlowStages.limit(argument);
      case "$skip" -> FlowStages.skip(argument);
      case "$sort" -> SortStage.parse(argument);
      case "$count" -> FlowStages.count(argument);
      case "$sample" -> FlowStages.sample(argument);
      case "$unwind" -> UnwindStage.parse(argument);
      case "$group" -> GroupStage.parse(argument, names);
      case "$sortByCount" -> BucketStages.sortByCount(argument, names);
      case "$bucket" -> BucketStages.bucket(argument, names);
      case "$bucketAuto" -> BucketAutoStage.parse(argument, names);
      case "$facet" -> FacetStage.parse(argument, names);
      case "$lookup" -> LookupStage.parse(argument, names);
      case "$unionWith" -> LookupStage.unionWith(argument, names);
      case "$out" -> OutputStages.out(argument);
      default -> OutputStages.merge(argument, names);
    };
  }
}
