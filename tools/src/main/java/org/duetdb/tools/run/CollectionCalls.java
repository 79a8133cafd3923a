package org.duetdb.tools.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.tools.schedule.DocumentCall;

/**
 * What the calls of a document script mean on a collection: the document API's methods, by name.
 */
public final class CollectionCalls {
  private DocumentOperations collection;

  private CollectionCalls(DocumentOperations collection) {
    this.collection = collection;
  }

  /**
   * Performs one call of a script.
   *
   * @throws ScheduleFault if there is no such method, or its arguments are wrong
   */
  public static StatementResult perform(
      DocumentOperations collection, List<DocumentCall.Invocation> chain) {
    chain.forEach(invocation -> new Arguments(invocation).withoutBody());
    try {
      return new CollectionCalls(collection).perform(chain);
    } catch (BsonInvalidOperationException wrongType) {
      var first = chain.get(0);
      throw new ScheduleFault(
          first.position() + ": " + first.method() + ": " + wrongType.getMessage());
    }
  }

  private StatementResult perform(List<DocumentCall.Invocation> chain) {
    int next = 0;
    while (next < chain.size() - 1 && chain.get(next).method().startsWith("with")) {
      configure(new Arguments(chain.get(next++)));
    }
    var call = new Arguments(chain.get(next));
    if (call.method().equals("find")) {
      return find(call, chain.subList(next + 1, chain.size()));
    }
    if (next != chain.size() - 1) {
      throw new Arguments(chain.get(next + 1)).unknown("after " + call.method());
    }
    return switch (call.method()) {
      case "insertOne" -> {
        collection.insertOne(call.document(0));
        yield count(1);
      }
      case "insertMany" -> count(collection.insertMany(call.documents(0)));
      case "countDocuments" -> value("count", collection.countDocuments(call.filter()));
      case "updateOne" ->
          count(collection.updateOne(call.document(0), call.document(1), updateOptions(call)));
      case "updateMany" ->
          count(collection.updateMany(call.document(0), call.document(1), updateOptions(call)));
      case "replaceOne" ->
          count(collection.replaceOne(call.document(0), call.document(1), updateOptions(call)));
      case "deleteOne" -> count(collection.deleteOne(call.document(0)));
      case "deleteMany" -> count(collection.deleteMany(call.document(0)));
      case "findOneAndUpdate" ->
          rows(
              collection
                  .findOneAndUpdate(call.document(0), call.document(1), findAndUpdateOptions(call))
                  .stream()
                  .toList());
      case "findOneForUpdate" -> rows(forUpdate(call).stream().toList());
      case "drop" -> {
        collection.drop();
        yield new StatementResult.Nothing();
      }
      default -> throw call.unknown("on a collection");
    };
  }

  private void configure(Arguments call) {
    collection =
        switch (call.method()) {
          case "withConflictPolicy" -> collection.withConflictPolicy(call.policy(0));
          case "withLockTimeout" -> collection.withLockTimeout(Duration.ofMillis(call.number(0)));
          case "withMaxTime" -> collection.withMaxTime(Duration.ofMillis(call.number(0)));
          default -> throw call.unknown("on a collection");
        };
  }

  private StatementResult find(Arguments find, List<DocumentCall.Invocation> refinements) {
    var query = DocumentOperations.Query.of(find.filter());
    for (var refinement : refinements) {
      var call = new Arguments(refinement);
      query =
          switch (call.method()) {
            case "sort" -> query.sorted(call.document(0));
            case "skip" -> query.skipping(call.number(0));
            case "limit" -> query.limited(call.number(0));
            case "projection" -> query.projected(call.document(0));
            default -> throw call.unknown("on a query");
          };
    }
    return rows(collection.find(query));
  }

  private Optional<BsonDocument> forUpdate(Arguments call) {
    return collection.findOneForUpdate(
        call.document(0), call.size() == 1 ? Optional.empty() : Optional.of(call.policy(1)));
  }

  private static UpdateOptions updateOptions(Arguments call) {
    var options = UpdateOptions.DEFAULT;
    for (var option : call.options(2).entrySet()) {
      options =
          switch (option.getKey()) {
            case "upsert" -> options.withUpsert(option.getValue().asBoolean().getValue());
            case "sort" -> options.withSort(option.getValue().asDocument());
            case "arrayFilters" -> options.withArrayFilters(documents(option.getValue().asArray()));
            default -> throw call.wrong("there is no option '" + option.getKey() + "'");
          };
    }
    return options;
  }

  private static FindOneAndUpdateOptions findAndUpdateOptions(Arguments call) {
    var options = FindOneAndUpdateOptions.DEFAULT;
    for (var option : call.options(2).entrySet()) {
      options =
          switch (option.getKey()) {
            case "returnDocument" ->
                options.withReturnAfter(option.getValue().asString().getValue().equals("after"));
            case "upsert" -> options.withUpsert(option.getValue().asBoolean().getValue());
            case "sort" -> options.withSort(option.getValue().asDocument());
            case "projection" -> options.withProjection(option.getValue().asDocument());
            default -> throw call.wrong("there is no option '" + option.getKey() + "'");
          };
    }
    return options;
  }

  private static List<Bson> documents(BsonArray array) {
    return array.stream().map(BsonValue::asDocument).map(Bson.class::cast).toList();
  }

  private static StatementResult count(long number) {
    return new StatementResult.Count(number, OptionalLong.empty());
  }

  private static StatementResult count(DocumentOperations.Changed changed) {
    int inserted = changed.upserted() ? 1 : 0;
    return new StatementResult.Count(
        changed.matched() + inserted, OptionalLong.of(changed.modified() + inserted));
  }

  private static StatementResult value(String name, long number) {
    return new StatementResult.Rows(
        List.of(new Row(List.of(name), List.of(String.valueOf(number)))));
  }

  private static StatementResult rows(List<BsonDocument> documents) {
    return new StatementResult.Rows(documents.stream().map(Row::of).toList());
  }
}
