package org.duetdb.engine.unified;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.duetdb.api.BulkWriteResult;
import org.duetdb.api.DocumentCollection;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.WriteModel;
import org.duetdb.api.WriteModel.DeleteMany;
import org.duetdb.api.WriteModel.DeleteOne;
import org.duetdb.api.WriteModel.InsertOne;
import org.duetdb.api.WriteModel.ReplaceOne;
import org.duetdb.api.WriteModel.UpdateByPipeline;
import org.duetdb.api.WriteModel.UpdateMany;
import org.duetdb.api.WriteModel.UpdateOne;

/**
 * A bulk write. Here a hint or a collation is the handle's, so all writes of one call must have the
 * same.
 */
final class BulkCall {
  private final Arguments arguments;
  private final DocumentCollection<BsonDocument> collection;
  private final Set<Optional<BsonValue>> hints = new HashSet<>();
  private final Set<Optional<BsonDocument>> collations = new HashSet<>();

  BulkCall(Arguments arguments, DocumentCollection<BsonDocument> collection) {
    this.arguments = arguments;
    this.collection = collection;
  }

  BsonValue run() {
    var writes = new ArrayList<WriteModel<BsonDocument>>();
    for (var request : arguments.documents("requests")) {
      var kind = request.getFirstKey();
      var given = new Arguments(request.getDocument(kind));
      writes.add(write(kind, given));
      given.requireAllUsed(kind);
    }
    var ordered = arguments.flag("ordered", true);
    arguments.requireAllUsed("bulkWrite");
    return result(hinted().bulkWrite(writes, ordered));
  }

  private DocumentCollection<BsonDocument> hinted() {
    if (hints.size() > 1) {
      throw new SkippedException("several hints in one bulkWrite");
    }
    var chosen = collated();
    for (var hint : hints) {
      if (hint.isPresent()) {
        return CollectionCalls.hinted(chosen, hint.get());
      }
    }
    return chosen;
  }

  private DocumentCollection<BsonDocument> collated() {
    if (collations.size() > 1) {
      throw new SkippedException("several collations in one bulkWrite");
    }
    for (var collation : collations) {
      if (collation.isPresent()) {
        return collection.withCollation(collation.get());
      }
    }
    return collection;
  }

  private WriteModel<BsonDocument> write(String kind, Arguments given) {
    if (kind.equals("insertOne")) {
      return new InsertOne<>(given.required("document"));
    }
    hints.add(given.value("hint"));
    collations.add(given.document("collation"));
    var filter = given.required("filter");
    return switch (kind) {
      case "deleteOne" -> new DeleteOne<>(filter);
      case "deleteMany" -> new DeleteMany<>(filter);
      case "replaceOne" ->
          new ReplaceOne<>(
              filter, given.required("replacement"), CollectionCalls.updateOptions(given));
      case "updateOne", "updateMany" -> update(kind.equals("updateMany"), filter, given);
      default -> throw new SkippedException("request " + kind);
    };
  }

  private static WriteModel<BsonDocument> update(
      boolean many, BsonDocument filter, Arguments given) {
    UpdateOptions options = CollectionCalls.updateOptions(given);
    var update = given.value("update").orElseThrow();
    if (update.isArray()) {
      return new UpdateByPipeline<>(
          filter, List.copyOf(Arguments.documents(update)), many, options);
    }
    return many
        ? new UpdateMany<>(filter, update.asDocument(), options)
        : new UpdateOne<>(filter, update.asDocument(), options);
  }

  static BsonDocument result(BulkWriteResult result) {
    return new BsonDocument("insertedCount", new BsonInt64(result.insertedCount()))
        .append("matchedCount", new BsonInt64(result.matchedCount()))
        .append("modifiedCount", new BsonInt64(result.modifiedCount()))
        .append("deletedCount", new BsonInt64(result.deletedCount()))
        .append("upsertedCount", new BsonInt64(result.upsertedIds().size()))
        .append("insertedIds", ids(result.insertedIds()))
        .append("upsertedIds", ids(result.upsertedIds()));
  }

  private static BsonDocument ids(Map<Integer, BsonValue> ids) {
    var document = new BsonDocument();
    ids.forEach((index, id) -> document.append(String.valueOf(index), id));
    return document;
  }
}
