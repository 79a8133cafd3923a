package org.duetdb.engine.unified;

import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.FindOneAndDeleteOptions;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.FindQuery;
import org.duetdb.api.IndexOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.UpdateResult;

/** The operations of a collection, with their results as the unified format writes them. */
final class CollectionCalls {
  private final Arguments arguments;
  private final DocumentCollection<BsonDocument> collection;

  CollectionCalls(Arguments arguments, DocumentCollection<BsonDocument> plain) {
    this.arguments = arguments;
    var chosen = plain;
    var let = arguments.document("let");
    var comment = arguments.value("comment").map(CollectionCalls::text);
    var hint = arguments.value("hint");
    var collation = arguments.document("collation");
    chosen = collation.isPresent() ? chosen.withCollation(collation.get()) : chosen;
    chosen = let.isPresent() ? chosen.withLet(let.get()) : chosen;
    chosen = comment.isPresent() ? chosen.withComment(comment.get()) : chosen;
    collection = hint.isPresent() ? hinted(chosen, hint.get()) : chosen;
  }

  /** A server takes any value as a comment; here it is a text. */
  private static String text(BsonValue comment) {
    return comment.isString() ? comment.asString().getValue() : comment.toString();
  }

  static DocumentCollection<BsonDocument> hinted(
      DocumentCollection<BsonDocument> collection, BsonValue hint) {
    return hint.isString()
        ? collection.withHint(hint.asString().getValue())
        : collection.withHint(hint.asDocument());
  }

  /** Runs an operation. */
  BsonValue run(String name) {
    return switch (name) {
      case "find" -> all(query().toList());
      case "findOne" -> one(query().first());
      case "aggregate" -> aggregate();
      case "countDocuments" -> new BsonInt64(query().count());
      case "estimatedDocumentCount" -> new BsonInt64(collection.estimatedDocumentCount());
      case "distinct" ->
          all(
              collection.distinct(
                  arguments.text("fieldName").orElseThrow(), filter(), BsonValue.class));
      case "insertOne" -> insertOne();
      case "insertMany" -> insertMany();
      case "updateOne", "updateMany" -> update(name.equals("updateMany"));
      case "replaceOne" -> replace();
      case "deleteOne" -> deleted(collection.deleteOne(filter()).deletedCount());
      case "deleteMany" -> deleted(collection.deleteMany(filter()).deletedCount());
      case "findOneAndUpdate" -> findOneAndUpdate();
      case "findOneAndReplace" ->
          one(
              collection.findOneAndReplace(
                  filter(), arguments.required("replacement"), findAndModify()));
      case "findOneAndDelete" -> one(collection.findOneAndDelete(filter(), findAndDelete()));
      case "bulkWrite" -> new BulkCall(arguments, collection).run();
      case "createIndex" -> createIndex();
      default -> throw new SkippedException("operation " + name);
    };
  }

  private BsonDocument filter() {
    return arguments.required("filter");
  }

  private FindQuery<BsonDocument> query() {
    var query = collection.find(filter());
    var sort = arguments.bson("sort");
    var projection = arguments.bson("projection");
    query = sort.isPresent() ? query.sort(sort.get()) : query;
    query = projection.isPresent() ? query.projection(projection.get()) : query;
    return query
        .skip(arguments.number("skip"))
        .limit(arguments.number("limit"))
        .batchSize(arguments.number("batchSize"));
  }

  private BsonValue aggregate() {
    if (arguments.document("collation").isPresent()) {
      throw new SkippedException("collation of a pipeline");
    }
    return all(
        collection
            .aggregate(arguments.documents("pipeline"))
            .batchSize(arguments.number("batchSize"))
            .toList());
  }

  private static BsonArray all(List<? extends BsonValue> documents) {
    return new BsonArray(List.copyOf(documents));
  }

  private static BsonValue one(Optional<BsonDocument> document) {
    return document.<BsonValue>map(found -> found).orElse(BsonNull.VALUE);
  }

  private BsonValue insertOne() {
    return new BsonDocument(
        "insertedId", collection.insertOne(arguments.required("document")).insertedId());
  }

  private BsonValue insertMany() {
    var result =
        collection.insertMany(arguments.documents("documents"), arguments.flag("ordered", true));
    var ids = new BsonDocument();
    result.insertedIds().forEach((index, id) -> ids.append(String.valueOf(index), id));
    return new BsonDocument("insertedIds", ids);
  }

  private UpdateOptions updateOptions() {
    return updateOptions(arguments);
  }

  static UpdateOptions updateOptions(Arguments arguments) {
    var options = UpdateOptions.DEFAULT.withUpsert(arguments.flag("upsert", false));
    var sort = arguments.bson("sort");
    options = sort.isPresent() ? options.withSort(sort.get()) : options;
    return options.withArrayFilters(List.copyOf(arguments.documents("arrayFilters")));
  }

  private BsonValue update(boolean many) {
    var update = arguments.value("update").orElseThrow();
    var options = updateOptions();
    if (update.isArray()) {
      var pipeline = Arguments.documents(update);
      return updated(
          many
              ? collection.updateMany(filter(), pipeline, options)
              : collection.updateOne(filter(), pipeline, options));
    }
    var operators = update.asDocument();
    return updated(
        many
            ? collection.updateMany(filter(), operators, options)
            : collection.updateOne(filter(), operators, options));
  }

  private BsonValue replace() {
    return updated(
        collection.replaceOne(filter(), arguments.required("replacement"), updateOptions()));
  }

  private static BsonValue updated(UpdateResult result) {
    var document =
        new BsonDocument("matchedCount", new BsonInt64(result.matchedCount()))
            .append("modifiedCount", new BsonInt64(result.modifiedCount()))
            .append("upsertedCount", new BsonInt64(result.upsertedId().isPresent() ? 1 : 0));
    result.upsertedId().ifPresent(id -> document.append("upsertedId", id));
    return document;
  }

  private static BsonValue deleted(long count) {
    return new BsonDocument("deletedCount", new BsonInt64(count));
  }

  private FindOneAndUpdateOptions findAndModify() {
    var options =
        FindOneAndUpdateOptions.DEFAULT
            .withUpsert(arguments.flag("upsert", false))
            .withReturnAfter(arguments.text("returnDocument").filter("After"::equals).isPresent())
            .withArrayFilters(List.copyOf(arguments.documents("arrayFilters")));
    var sort = arguments.bson("sort");
    var projection = arguments.bson("projection");
    options = sort.isPresent() ? options.withSort(sort.get()) : options;
    return projection.isPresent() ? options.withProjection(projection.get()) : options;
  }

  private FindOneAndDeleteOptions findAndDelete() {
    var options = FindOneAndDeleteOptions.DEFAULT;
    var sort = arguments.bson("sort");
    var projection = arguments.bson("projection");
    options = sort.isPresent() ? options.withSort(sort.get()) : options;
    return projection.isPresent() ? options.withProjection(projection.get()) : options;
  }

  private BsonValue findOneAndUpdate() {
    var update = arguments.value("update").orElseThrow();
    return one(
        update.isArray()
            ? collection.findOneAndUpdate(filter(), Arguments.documents(update), findAndModify())
            : collection.findOneAndUpdate(filter(), update.asDocument(), findAndModify()));
  }

  private BsonValue createIndex() {
    var options = IndexOptions.DEFAULT.withUnique(arguments.flag("unique", false));
    var name = arguments.text("name");
    options = name.isPresent() ? options.withName(name.get()) : options;
    return new BsonString(collection.createIndex(arguments.required("keys"), options));
  }
}
