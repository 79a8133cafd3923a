package org.duetdb.document;

import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.Namespace;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.time.TimeSource;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.sort.SortCompiler;
import org.duetdb.document.update.Replacement;
import org.duetdb.document.update.UpdateCompiler;

/**
 * An update or replacement, compiled.
 *
 * @param operation what crosses to the engine
 * @param filter as given, for reports
 * @param update as given, for reports
 * @param usesTime whether it wants the time of the statement as a parameter
 */
record UpdateRequest(
    UpdateOperation operation, BsonDocument filter, BsonDocument update, boolean usesTime) {

  /** An update with operators. */
  static UpdateRequest operators(
      Namespace namespace,
      BsonDocument filter,
      BsonDocument update,
      boolean multi,
      UpdateOptions options) {
    if (update.isEmpty() || !update.getFirstKey().startsWith("$")) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE,
          "An update consists of operators such as $set; to replace the whole document, use replaceOne");
    }
    var compiled = UpdateCompiler.compile(update);
    return of(namespace, filter, update, compiled, compiled.usesTime(), multi, options);
  }

  /** A whole new document, but for the {@code _id}. */
  static UpdateRequest replacement(
      Namespace namespace, BsonDocument filter, BsonDocument replacement, UpdateOptions options) {
    return of(namespace, filter, replacement, Replacement.of(replacement), false, false, options);
  }

  private static UpdateRequest of(
      Namespace namespace,
      BsonDocument filter,
      BsonDocument update,
      DocumentMutation mutation,
      boolean usesTime,
      boolean multi,
      UpdateOptions options) {
    if (options.upsert()) {
      throw new DuetException(ErrorCode.NOT_IMPLEMENTED, "upsert is not implemented yet");
    }
    var compiled = FilterCompiler.compile(filter);
    var operation =
        UpdateOperation.of(
            namespace, Filters.access(compiled), compiled.residual(), mutation, multi);
    Optional<UpdateOperation> sorted =
        options
            .sort()
            .map(order -> operation.withOrder(SortCompiler.compile(BsonCodecs.document(order))));
    return new UpdateRequest(sorted.orElse(operation), filter, update, usesTime);
  }

  UpdateRequest returning(Returning what) {
    return new UpdateRequest(operation.returning(what), filter, update, usesTime);
  }

  /** What is drawn once, before the first attempt. */
  Object[] parameters(TimeSource time) {
    return usesTime ? new Object[] {time.now()} : Filters.NO_PARAMETERS;
  }

  BsonDocument command() {
    return Commands.update(filter, update, operation.multi(), operation.upsert().isPresent());
  }
}
