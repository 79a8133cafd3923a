package org.duetdb.document;

import org.bson.BsonDocument;
import org.duetdb.api.Namespace;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.spi.UpdateOperation.Upsert;
import org.duetdb.document.filter.CompiledFilter;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.filter.MatchPosition;
import org.duetdb.document.sort.SortCompiler;
import org.duetdb.document.update.Replacement;
import org.duetdb.document.update.UpdateCompiler;

/**
 * An update or replacement, compiled.
 *
 * @param operation what crosses to the engine
 * @param filter as given, for reports
 * @param update as given, for reports
 * @param drawsParameters whether it wants what is drawn once per statement: the time, and an {@code
 *     _id} for an upsert
 */
record UpdateRequest(
    UpdateOperation operation, BsonDocument filter, BsonDocument update, boolean drawsParameters) {
  private static final int TIME = 0;
  private static final int DRAWN_ID = 1;

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
    var compiledFilter = FilterCompiler.compile(filter);
    var arrayFilters = options.arrayFilters().stream().map(BsonCodecs::document).toList();
    var compiled = UpdateCompiler.compile(update, arrayFilters, position(filter, update));
    Upsert upsert =
        parameters ->
            compiled.insert(
                compiledFilter.equalities(), (BsonSlice) parameters[DRAWN_ID], parameters);
    var operation = operation(namespace, compiledFilter, compiled, multi, options, upsert);
    return new UpdateRequest(operation, filter, update, compiled.usesTime() || options.upsert());
  }

  /** Only an update that says {@code $} in a path needs to know which array element matched. */
  private static MatchPosition position(BsonDocument filter, BsonDocument update) {
    for (var fields : update.values()) {
      if (fields.isDocument()
          && fields.asDocument().keySet().stream().anyMatch(path -> path.contains(".$"))) {
        return FilterCompiler.position(filter);
      }
    }
    return MatchPosition.NONE;
  }

  /** A whole new document, but for the {@code _id}. */
  static UpdateRequest replacement(
      Namespace namespace, BsonDocument filter, BsonDocument replacement, UpdateOptions options) {
    var compiledFilter = FilterCompiler.compile(filter);
    var compiled = Replacement.of(replacement);
    Upsert upsert =
        parameters ->
            compiled.insert(compiledFilter.equalities(), (BsonSlice) parameters[DRAWN_ID]);
    var operation = operation(namespace, compiledFilter, compiled, false, options, upsert);
    return new UpdateRequest(operation, filter, replacement, options.upsert());
  }

  private static UpdateOperation operation(
      Namespace namespace,
      CompiledFilter filter,
      DocumentMutation mutation,
      boolean multi,
      UpdateOptions options,
      Upsert upsert) {
    var operation =
        UpdateOperation.of(namespace, Filters.access(filter), filter.residual(), mutation, multi);
    if (options.sort().isPresent()) {
      var order = BsonCodecs.document(options.sort().get());
      operation = operation.withOrder(SortCompiler.compile(order));
    }
    return options.upsert() ? operation.withUpsert(upsert) : operation;
  }

  UpdateRequest returning(Returning what) {
    return new UpdateRequest(operation.returning(what), filter, update, drawsParameters);
  }

  /** What is drawn once, before the first attempt. */
  Object[] parameters(Engine engine) {
    if (!drawsParameters) {
      return Filters.NO_PARAMETERS;
    }
    var drawn = new Object[2];
    drawn[TIME] = engine.time().now();
    drawn[DRAWN_ID] = Ids.draw(engine.chance());
    return drawn;
  }

  BsonDocument command() {
    return Commands.update(filter, update, operation.multi(), operation.upsert().isPresent());
  }
}
