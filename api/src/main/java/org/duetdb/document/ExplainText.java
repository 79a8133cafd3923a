package org.duetdb.document;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.duetdb.api.Namespace;
import org.duetdb.api.spi.Explanation;
import org.duetdb.api.spi.IndexDescriptor;

/** An explanation in the shape of MongoDB's. */
final class ExplainText {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** MongoDB's stage that counts keys without their documents. */
  private static final String COUNT_SCAN = "COUNT_SCAN";

  private ExplainText() {}

  /**
   * What a write does with the documents found.
   *
   * @param name MongoDB's name of the stage
   * @param isExpress whether the document is found by its key alone
   */
  record WriteStage(
      String name, long wouldModify, long wouldUpsert, long wouldDelete, boolean isExpress) {
    private Document over(Document found, long matched) {
      var stage = new Document("stage", name);
      if (name.endsWith("DELETE")) {
        stage.append("nWouldDelete", wouldDelete);
      } else {
        stage
            .append("nMatched", matched)
            .append("nWouldModify", wouldModify)
            .append("nWouldUpsert", wouldUpsert);
      }
      return stage.append("inputStage", found);
    }
  }

  /** A query's. */
  static Document of(
      Namespace namespace, BsonDocument filter, FindSpec spec, Explanation explanation) {
    var plan = stages(filter, spec, explanation);
    return of(namespace, filter, plan, explanation, explanation.planSummary());
  }

  /** A count's, which an index may answer alone. */
  static Document ofCount(
      Namespace namespace, BsonDocument filter, FindSpec spec, Explanation explanation) {
    var plan =
        new Document("stage", "COUNT")
            .append("nCounted", explanation.returned())
            .append("nSkipped", spec.skip())
            .append("inputStage", stages(filter, spec, explanation));
    return of(namespace, filter, plan, explanation, explanation.planSummary());
  }

  /** A write's. */
  static Document of(
      Namespace namespace,
      BsonDocument filter,
      FindSpec spec,
      Explanation explanation,
      WriteStage write) {
    var plan = write.over(stages(filter, spec, explanation), explanation.returned());
    var summary = explanation.planSummary();
    return of(
        namespace,
        filter,
        plan,
        explanation,
        write.isExpress() ? summary + "," + write.name() : summary);
  }

  private static Document of(
      Namespace namespace,
      BsonDocument filter,
      Document plan,
      Explanation explanation,
      String summary) {
    var planner =
        new Document("namespace", namespace.toString())
            .append("parsedQuery", IndexCommands.plain(filter))
            .append("indexFilterSet", false)
            .append("winningPlan", plan)
            .append("rejectedPlans", List.of());
    var stats =
        new Document("executionSuccess", true)
            .append("nReturned", explanation.returned())
            .append("executionTimeMillis", explanation.nanos() / NANOS_PER_MILLI)
            .append("totalKeysExamined", explanation.keysExamined())
            .append("totalDocsExamined", explanation.docsExamined())
            .append("writeConflicts", explanation.writeConflicts())
            .append("executionStages", plan);
    return new Document("explainVersion", "1")
        .append("planSummary", summary)
        .append("queryPlanner", planner)
        .append("executionStats", stats);
  }

  private static Document stages(BsonDocument filter, FindSpec spec, Explanation explanation) {
    var stage = access(filter, explanation);
    if (explanation.sorts()) {
      stage =
          new Document("stage", "SORT")
              .append("sortPattern", spec.sort().map(IndexCommands::plain).orElseThrow())
              .append("inputStage", stage);
    }
    if (spec.skip() > 0) {
      stage =
          new Document("stage", "SKIP")
              .append("skipAmount", spec.skip())
              .append("inputStage", stage);
    }
    if (spec.limit() > 0) {
      stage =
          new Document("stage", "LIMIT")
              .append("limitAmount", spec.limit())
              .append("inputStage", stage);
    }
    return stage;
  }

  private static Document access(BsonDocument filter, Explanation explanation) {
    if (explanation.planSummary().startsWith(COUNT_SCAN)) {
      return scan(COUNT_SCAN, explanation.index().orElseThrow(), explanation);
    }
    if (explanation.index().isPresent()) {
      return new Document("stage", "FETCH")
          .append("filter", IndexCommands.plain(filter))
          .append("inputStage", scan("IXSCAN", explanation.index().get(), explanation));
    }
    var summary = explanation.planSummary();
    int space = summary.indexOf(' ');
    var stage = new Document("stage", space < 0 ? summary : summary.substring(0, space));
    if (space >= 0) {
      return stage.append("keyPattern", new Document("_id", 1)).append("indexName", "_id_");
    }
    return filter.isEmpty()
        ? stage.append("direction", "forward")
        : stage.append("filter", IndexCommands.plain(filter)).append("direction", "forward");
  }

  private static Document scan(String stage, IndexDescriptor index, Explanation explanation) {
    var bounds = new Document();
    for (int i = 0; i < index.keys().size(); i++) {
      bounds.append(index.keys().get(i).path().toString(), List.of(explanation.bounds().get(i)));
    }
    return new Document("stage", stage)
        .append("keyPattern", IndexCommands.plain(index.keyPattern()))
        .append("indexName", index.name())
        .append("isMultiKey", explanation.multikey())
        .append("isUnique", index.unique())
        .append("isSparse", index.sparse())
        .append("isPartial", index.partial().isPresent())
        .append("indexVersion", 2)
        .append("direction", explanation.backward() ? "backward" : "forward")
        .append("indexBounds", bounds);
  }
}
