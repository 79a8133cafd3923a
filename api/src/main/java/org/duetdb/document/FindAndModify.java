package org.duetdb.document;

import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.duetdb.api.FindOneAndDeleteOptions;
import org.duetdb.api.FindOneAndUpdateOptions;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.projection.CompiledProjection;
import org.duetdb.document.projection.ProjectionCompiler;

/**
 * MongoDB's findAndModify: changes one document and returns it, in one atomic step.
 *
 * @param target what it is about
 * @param type how documents are read and written
 */
record FindAndModify<T>(Target target, DocumentType<T> type) {
  private static final String COMMAND = "findAndModify";

  Optional<T> update(Bson filter, Bson update, FindOneAndUpdateOptions how) {
    var document = BsonCodecs.document(filter);
    return run(
        target.prepare(
            COMMAND,
            () ->
                UpdateRequest.operators(
                    target, document, BsonCodecs.document(update), false, changes(how))),
        how);
  }

  Optional<T> update(Bson filter, List<? extends Bson> pipeline, FindOneAndUpdateOptions how) {
    var document = BsonCodecs.document(filter);
    return run(
        target.prepare(
            COMMAND, () -> UpdateRequest.pipeline(target, document, pipeline, false, changes(how))),
        how);
  }

  Optional<T> replace(Bson filter, T replacement, FindOneAndUpdateOptions how) {
    var document = BsonCodecs.document(filter);
    return run(
        target.prepare(
            COMMAND,
            () ->
                UpdateRequest.replacement(
                    target, document, type.encode(replacement), changes(how))),
        how);
  }

  private static UpdateOptions changes(FindOneAndUpdateOptions how) {
    return new UpdateOptions(how.upsert(), how.sort(), how.arrayFilters());
  }

  private Optional<T> run(UpdateRequest request, FindOneAndUpdateOptions how) {
    var view = view(request.filter(), how.projection());
    var outcome =
        request.returning(how.returnAfter() ? Returning.AFTER : Returning.BEFORE).run(COMMAND);
    return outcome.returned().stream().findFirst().map(view::read);
  }

  Optional<T> delete(Bson filter, FindOneAndDeleteOptions how) {
    var view = view(BsonCodecs.document(filter), how.projection());
    var outcome = new Writes<>(target, type).delete(COMMAND, filter, false, how.sort(), true);
    return outcome.returned().stream().findFirst().map(view::read);
  }

  /** How the returned document is shown. */
  @FunctionalInterface
  private interface View<T> {
    T read(byte[] document);
  }

  private CompiledProjection projection(BsonDocument filter, Bson fields) {
    var document = BsonCodecs.document(fields);
    target.refuseUnderCollation(Query.COMPARING_PROJECTION, Query.comparesIn(document));
    return ProjectionCompiler.compile(
        document, target.names(), FilterCompiler.position(filter, target.names()));
  }

  /** Compiled before anything is changed, so that a wrong projection changes nothing. */
  private View<T> view(BsonDocument filter, Optional<Bson> fields) {
    if (fields.isEmpty()) {
      return type::decode;
    }
    var projection = target.prepare(COMMAND, () -> projection(filter, fields.get()));
    var parameters = projection.usesTime() ? target.time() : CollectionFilter.NO_PARAMETERS;
    return document -> type.decode(projection.apply(document, parameters));
  }
}
