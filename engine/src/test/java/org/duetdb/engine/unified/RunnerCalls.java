package org.duetdb.engine.unified;

import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.duetdb.engine.unified.UnifiedPlay.Difference;

/** What a test asks of its runner. */
final class RunnerCalls {
  private final Entities entities;
  private final Arguments arguments;

  RunnerCalls(Entities entities, Arguments arguments) {
    this.entities = entities;
    this.arguments = arguments;
  }

  BsonValue run(String name) {
    switch (name) {
      case "createEntities" -> entities.create(arguments.value("entities").orElseThrow().asArray());
      case "assertCollectionExists" -> require(isCollection(), name);
      case "assertCollectionNotExists" -> require(!isCollection(), name);
      case "assertIndexExists" -> require(isIndex(), name);
      case "assertIndexNotExists" -> require(!isIndex(), name);
      case "failPoint" -> failPoint(arguments.required("failPoint"));
      default -> throw new SkippedException("operation " + name);
    }
    return BsonNull.VALUE;
  }

  /** Only commits can be failed here; there is no network and no other command that could. */
  private void failPoint(BsonDocument command) {
    var data = command.getDocument("data", new BsonDocument());
    var commits = BsonDocument.parse("{failCommands: ['commitTransaction']}");
    if (!commits.get("failCommands").equals(data.get("failCommands"))
        || data.containsKey("blockConnection")) {
      throw new SkippedException("fail points of other commands, or that delay them");
    }
    entities.configureFailPoint(command);
  }

  private String text(String name) {
    return arguments.text(name).orElseThrow();
  }

  private boolean isCollection() {
    return entities.collectionNames(text("databaseName")).contains(text("collectionName"));
  }

  private boolean isIndex() {
    return entities.collection(text("databaseName"), text("collectionName")).listIndexes().stream()
        .anyMatch(index -> index.getString("name").equals(text("indexName")));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new Difference(what + " does not hold");
    }
  }
}
