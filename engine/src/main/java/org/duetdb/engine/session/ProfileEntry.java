package org.duetdb.engine.session;

import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;
import org.duetdb.api.Namespace;
import org.duetdb.engine.transaction.Statement;

/**
 * One document of {@code system.profile}, with MongoDB's fields as far as they have a counterpart
 * here.
 */
final class ProfileEntry {
  private ProfileEntry() {}

  static BsonDocument of(
      ObjectId id,
      Statement statement,
      String operation,
      Namespace namespace,
      long nanos,
      long processorNanos) {
    var stats = statement.stats();
    var entry =
        new BsonDocument("_id", new BsonObjectId(id))
            .append("op", new BsonString(operation))
            .append("ns", new BsonString(namespace.toString()))
            .append("command", statement.settings().command().get())
            .append("keysExamined", number(stats.keysExamined))
            .append("docsExamined", number(stats.docsExamined));
    switch (operation) {
      case "update" ->
          entry
              .append("nMatched", number(stats.matched))
              .append("nModified", number(stats.modified))
              .append("nUpserted", number(stats.upserted));
      case "insert" -> entry.append("ninserted", number(stats.inserted));
      case "remove" -> entry.append("ndeleted", number(stats.deleted));
      default -> entry.append("nreturned", number(stats.returned));
    }
    entry
        .append("keysInserted", number(stats.inserted + stats.upserted))
        .append("keysDeleted", number(stats.deleted))
        .append("writeConflicts", number(stats.writeConflicts))
        .append("numYield", number(stats.yields));
    if (stats.processorNanosBefore >= 0 && processorNanos >= 0) {
      entry.append("cpuNanos", number(processorNanos - stats.processorNanosBefore));
    }
    return entry
        .append("millis", number(nanos / 1_000_000))
        .append("planSummary", new BsonString(stats.planSummary))
        .append("execStats", execution(statement, operation))
        .append("ts", new BsonDateTime(statement.now().toEpochMilli()))
        .append("appName", new BsonString(statement.label()));
  }

  private static BsonDocument execution(Statement statement, String operation) {
    var stats = statement.stats();
    var summary = stats.planSummary;
    boolean express = summary.startsWith("EXPRESS");
    boolean write = operation.equals("update") || operation.equals("remove");
    var execution = new BsonDocument("isCached", BsonBoolean.FALSE);
    if (express) {
      execution
          .append("stage", new BsonString(summary.substring(summary.indexOf(',') + 1)))
          .append("keyPattern", new BsonString("{ _id: 1 }"))
          .append("indexName", new BsonString("_id_"));
    } else if (write) {
      execution
          .append("stage", new BsonString(operation.equals("update") ? "UPDATE" : "DELETE"))
          .append("inputStage", new BsonDocument("stage", new BsonString(firstWord(summary))));
    } else {
      execution.append("stage", new BsonString(firstWord(summary)));
    }
    return execution
        .append("keysExamined", number(stats.keysExamined))
        .append("docsExamined", number(stats.docsExamined))
        .append("nReturned", number(stats.returned))
        .append("nWouldModify", number(stats.modified))
        .append("nWouldUpsert", number(stats.upserted))
        .append("nWouldDelete", number(stats.deleted));
  }

  private static String firstWord(String planSummary) {
    int end = planSummary.indexOf(' ');
    return end < 0 ? planSummary : planSummary.substring(0, end);
  }

  private static BsonValue number(long value) {
    return value == (int) value ? new BsonInt32((int) value) : new BsonInt64(value);
  }
}
