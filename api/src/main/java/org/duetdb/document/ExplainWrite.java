package org.duetdb.document;

import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.WriteModel;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Access;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.DocumentPredicate;
import org.duetdb.api.spi.Explanation;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.document.ExplainText.WriteStage;

/**
 * What a write would do: finds the documents as it would, applies the update to each, and forgets
 * the result.
 *
 * @param target what it is about
 * @param type how documents are written
 */
record ExplainWrite<T>(Target target, DocumentType<T> type) {
  private static final String COMMAND = "explain";

  Document of(WriteModel<T> write) {
    return target.prepare(COMMAND, () -> planned(write)).get();
  }

  /** An explanation that has been compiled and not run. */
  @FunctionalInterface
  private interface Planned {
    Document get();
  }

  private Planned planned(WriteModel<T> write) {
    if (write instanceof WriteModel.UpdateOne<T> one) {
      return update(operators(one.filter(), one.update(), false, one.options()), one.options());
    }
    if (write instanceof WriteModel.UpdateMany<T> many) {
      return update(operators(many.filter(), many.update(), true, many.options()), many.options());
    }
    if (write instanceof WriteModel.UpdateByPipeline<T> by) {
      var filter = BsonCodecs.document(by.filter());
      return update(
          UpdateRequest.pipeline(target, filter, by.pipeline(), by.many(), by.options()),
          by.options());
    }
    if (write instanceof WriteModel.ReplaceOne<T> one) {
      var filter = BsonCodecs.document(one.filter());
      var document = type.encode(one.replacement());
      return update(
          UpdateRequest.replacement(target, filter, document, one.options()), one.options());
    }
    if (write instanceof WriteModel.DeleteOne<T> one) {
      return delete(one.filter(), false);
    }
    if (write instanceof WriteModel.DeleteMany<T> many) {
      return delete(many.filter(), true);
    }
    throw new DuetException(
        ErrorCode.BAD_VALUE, "an insert looks for no documents, so there is nothing to explain");
  }

  private UpdateRequest operators(Bson filter, Bson update, boolean many, UpdateOptions how) {
    return UpdateRequest.operators(
        target, BsonCodecs.document(filter), BsonCodecs.document(update), many, how);
  }

  private Planned update(UpdateRequest request, UpdateOptions how) {
    var operation = request.operation();
    var all = FindOperation.of(target.namespace(), operation.access(), operation.residual());
    var ordered = operation.order().map(all::withOrder).orElse(all);
    var find = ordered.withLimit(operation.multi() ? 0 : 1);
    var parameters = request.parameters();
    boolean express = operation.upsert().isEmpty() && isExpress(find);
    return () -> {
      var run = run(find, parameters, operation.mutation());
      boolean inserts = operation.upsert().isPresent() && run.matched() == 0;
      var stage =
          new WriteStage(
              express ? "EXPRESS_UPDATE" : "UPDATE", run.modified(), inserts ? 1 : 0, 0, express);
      return ExplainText.of(target.namespace(), request.filter(), sorted(how), run.found, stage);
    };
  }

  private static FindSpec sorted(UpdateOptions how) {
    return how.sort()
        .map(order -> FindSpec.ALL.withSort(BsonCodecs.document(order)))
        .orElse(FindSpec.ALL);
  }

  private Planned delete(Bson filter, boolean many) {
    var document = BsonCodecs.document(filter);
    var matching = CollectionFilter.of(target, document);
    var find = matching.find().withLimit(many ? 0 : 1);
    boolean express = isExpress(find);
    return () -> {
      var run = run(find, matching.parameters(), (found, parameters) -> found);
      var stage =
          new WriteStage(express ? "EXPRESS_DELETE" : "DELETE", 0, 0, run.matched(), express);
      return ExplainText.of(target.namespace(), document, FindSpec.ALL, run.found, stage);
    };
  }

  private static boolean isExpress(FindOperation find) {
    return find.access() instanceof Access.Key && find.residual() == DocumentPredicate.ALWAYS;
  }

  /** What was found, and how many of it the write would change. */
  private record Run(Explanation found, long modified) {
    long matched() {
      return found.returned();
    }
  }

  private Run run(FindOperation find, Object[] parameters, DocumentMutation mutation) {
    var settings = target.settings(COMMAND, BsonDocument::new);
    return target
        .statements()
        .execute(
            settings,
            scope ->
                new Run(
                    scope.explain(find, parameters), modified(scope, find, parameters, mutation)));
  }

  private static long modified(
      StatementScope scope, FindOperation find, Object[] parameters, DocumentMutation mutation) {
    long modified = 0;
    try (var cursor = scope.find(find, parameters)) {
      for (var document = cursor.next(); document != null; document = cursor.next()) {
        modified += mutation.apply(document, parameters) == document ? 0 : 1;
      }
    }
    return modified;
  }
}
