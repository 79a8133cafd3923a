package org.duetdb.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.duetdb.api.BulkWriteResult;
import org.duetdb.api.DeleteResult;
import org.duetdb.api.InsertManyResult;
import org.duetdb.api.InsertOneResult;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.UpdateResult;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.error.BulkWriteException;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.UpdateOutcome;

/**
 * The writes of a collection.
 *
 * @param target what they are about
 * @param type how documents are written
 */
record Writes<T>(Target target, DocumentType<T> type) {
  InsertOneResult insert(T document) {
    var bytes = encoded(document);
    var failures = insertOne(bytes);
    if (!failures.isEmpty()) {
      throw failures.get(0).error();
    }
    return new InsertOneResult(id(bytes));
  }

  private List<InsertOutcome.Failure> insertOne(byte[] document) {
    try {
      return insert(List.of(document), true).failures();
    } catch (BulkWriteException inTransaction) {
      return inTransaction.failures();
    }
  }

  InsertManyResult insertMany(List<? extends T> documents, boolean ordered) {
    var encoded = new ArrayList<byte[]>(documents.size());
    for (var document : documents) {
      encoded.add(encoded(document));
    }
    var outcome = insert(encoded, ordered);
    var failures = outcome.failures();
    int tried = ordered && !failures.isEmpty() ? failures.get(0).index() : encoded.size();
    var ids = new HashMap<Integer, BsonValue>();
    for (int index = 0; index < tried; index++) {
      ids.put(index, id(encoded.get(index)));
    }
    failures.forEach(failure -> ids.remove(failure.index()));
    if (!failures.isEmpty()) {
      var done = new BulkWriteResult(outcome.inserted(), 0, 0, 0, ids, Map.of());
      throw new BulkWriteException(done, failures);
    }
    return new InsertManyResult(ids);
  }

  private byte[] encoded(T document) {
    return target.prepare(
        "insert", () -> Ids.ensure(type.encode(document), target.engine().chance()));
  }

  private static BsonValue id(byte[] document) {
    return DocumentKey.of(document).value().toBsonValue();
  }

  private InsertOutcome insert(List<byte[]> documents, boolean ordered) {
    if (documents.isEmpty()) {
      throw new DuetException(ErrorCode.BAD_VALUE, "there is nothing to insert");
    }
    var namespace = target.namespace();
    var settings = target.settings("insert", () -> Commands.insert(namespace, documents.size()));
    return target
        .statements()
        .insert(settings, new InsertOperation(namespace, documents, true, ordered));
  }

  UpdateResult update(Bson filter, Bson update, boolean multi, UpdateOptions how) {
    return result(
        target.prepare(
            "update",
            () ->
                UpdateRequest.operators(
                    target, BsonCodecs.document(filter), BsonCodecs.document(update), multi, how)));
  }

  UpdateResult update(
      Bson filter, List<? extends Bson> pipeline, boolean multi, UpdateOptions how) {
    return result(
        target.prepare(
            "update",
            () ->
                UpdateRequest.pipeline(target, BsonCodecs.document(filter), pipeline, multi, how)));
  }

  UpdateResult replace(Bson filter, T replacement, UpdateOptions how) {
    return result(
        target.prepare(
            "update",
            () ->
                UpdateRequest.replacement(
                    target, BsonCodecs.document(filter), type.encode(replacement), how)));
  }

  private static UpdateResult result(UpdateRequest request) {
    UpdateOutcome outcome = request.run("update");
    return new UpdateResult(
        outcome.matched(), outcome.modified(), outcome.upserted().map(Writes::id));
  }

  DeleteResult delete(Bson filter, boolean multi) {
    return new DeleteResult(delete("delete", filter, multi, Optional.empty(), false).deleted());
  }

  /** Deletes, as part of a command. */
  DeleteOutcome delete(
      String command, Bson filter, boolean multi, Optional<Bson> sort, boolean returning) {
    var document = BsonCodecs.document(filter);
    var matching = target.prepare(command, () -> CollectionFilter.of(target, document));
    var order = target.prepare(command, () -> sort.map(BsonCodecs::document).map(target::order));
    var operation =
        new DeleteOperation(
            target.namespace(), matching.access(), matching.residual(), multi, order, returning);
    var settings = target.settings(command, () -> Commands.delete(document, multi));
    return target.statements().delete(settings, operation, matching.parameters());
  }
}
