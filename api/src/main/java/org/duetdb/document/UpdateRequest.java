package org.duetdb.document;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.duetdb.api.UpdateOptions;
import org.duetdb.api.bson.BsonCodecs;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.DocumentMutation;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.spi.UpdateOperation.Upsert;
import org.duetdb.api.spi.UpdateOutcome;
import org.duetdb.document.aggregate.PipelineUpdate;
import org.duetdb.document.filter.FilterCompiler;
import org.duetdb.document.filter.MatchPosition;
import org.duetdb.document.update.Replacement;
import org.duetdb.document.update.UpdateCompiler;

/**
 * An update or replacement, compiled.
 *
 * @param target what it is about
 * @param operation what crosses to the engine
 * @param filter as given, for reports
 * @param update as given, for reports
 * @param drawsParameters whether it wants what is drawn once per statement: the time, and an {@code
 *     _id} for an upsert
 */
record UpdateRequest(
    Target target,
    UpdateOperation operation,
    BsonDocument filter,
    BsonValue update,
    boolean drawsParameters) {
  private static final int TIME = 0;
  private static final int DRAWN_ID = 1;

  /** Operators that compare values with each other. */
  private static final List<String> COMPARING =
      List.of("$min", "$max", "$addToSet", "$pull", "$pullAll", "$push");

  /** An update with operators. */
  static UpdateRequest operators(
      Target target, BsonDocument filter, BsonDocument update, boolean multi, UpdateOptions how) {
    if (update.isEmpty() || !update.getFirstKey().startsWith("$")) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE,
          multi
              ? "multi update is not supported for replacement-style update"
              : "An update consists of operators such as $set; to replace the whole document, use"
                  + " replaceOne");
    }
    target.refuseUnderCollation(
        "an update with array filters, a positional $ or one of " + COMPARING,
        compares(update, how));
    var matching = CollectionFilter.of(target, filter);
    var compiled =
        UpdateCompiler.compile(update, arrayFilters(how), position(target, filter, update));
    Upsert upsert =
        parameters ->
            compiled.insert(
                matching.compiled().equalities(), (BsonSlice) parameters[DRAWN_ID], parameters);
    return of(matching, update, compiled, multi, how, upsert, compiled.usesTime());
  }

  /** Whether an update itself compares values. */
  private static boolean compares(BsonDocument update, UpdateOptions how) {
    return !how.arrayFilters().isEmpty()
        || update.keySet().stream().anyMatch(COMPARING::contains)
        || update.values().stream()
            .anyMatch(fields -> fields.isDocument() && saysPosition(fields.asDocument()));
  }

  private static List<BsonDocument> arrayFilters(UpdateOptions how) {
    return how.arrayFilters().isEmpty()
        ? List.of()
        : how.arrayFilters().stream().map(BsonCodecs::document).toList();
  }

  /** Only an update that says {@code $} in a path needs to know which array element matched. */
  private static MatchPosition position(Target target, BsonDocument filter, BsonDocument update) {
    for (var fields : update.values()) {
      if (fields.isDocument() && saysPosition(fields.asDocument())) {
        return FilterCompiler.position(filter, target.names());
      }
    }
    return MatchPosition.NONE;
  }

  private static boolean saysPosition(BsonDocument fields) {
    for (var path : fields.keySet()) {
      if (path.contains(".$")) {
        return true;
      }
    }
    return false;
  }

  /** An update with a pipeline. */
  static UpdateRequest pipeline(
      Target target,
      BsonDocument filter,
      List<? extends Bson> pipeline,
      boolean multi,
      UpdateOptions how) {
    if (!how.arrayFilters().isEmpty()) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE, "arrayFilters may not be specified for pipeline-syle updates");
    }
    target.refuseUnderCollation("an update by a pipeline", true);
    var matching = CollectionFilter.of(target, filter);
    var stages = pipeline.stream().map(BsonCodecs::document).toList();
    var compiled = PipelineUpdate.compile(stages, target.names());
    Upsert upsert =
        parameters ->
            compiled.insert(
                matching.compiled().equalities(), (BsonSlice) parameters[DRAWN_ID], parameters);
    return of(matching, new BsonArray(stages), compiled, multi, how, upsert, compiled.usesTime());
  }

  /** A whole new document, but for the {@code _id}. */
  static UpdateRequest replacement(
      Target target, BsonDocument filter, byte[] document, UpdateOptions how) {
    if (!how.arrayFilters().isEmpty()) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE, "Cannot specify arrayFilters and a non-operator update");
    }
    var matching = CollectionFilter.of(target, filter);
    var compiled = Replacement.of(document);
    Upsert upsert =
        parameters ->
            compiled.insert(matching.compiled().equalities(), (BsonSlice) parameters[DRAWN_ID]);
    return of(matching, BsonCodecs.decodeDocument(document), compiled, false, how, upsert, false);
  }

  private static UpdateRequest of(
      CollectionFilter matching,
      BsonValue update,
      DocumentMutation mutation,
      boolean multi,
      UpdateOptions how,
      Upsert upsert,
      boolean usesTime) {
    var compiled = matching.compiled();
    var operation =
        UpdateOperation.of(
            matching.target().namespace(), matching.access(), matching.residual(), mutation, multi);
    if (how.sort().isPresent()) {
      operation = operation.withOrder(order(matching.target(), how.sort(), multi));
    }
    if (how.upsert()) {
      operation = operation.withUpsert(upsert);
    }
    boolean draws = usesTime || how.upsert() || compiled.usesTime();
    return new UpdateRequest(matching.target(), operation, compiled.filter(), update, draws);
  }

  private static Comparator<byte[]> order(Target target, Optional<Bson> sort, boolean multi) {
    if (multi) {
      throw new DuetException(ErrorCode.FAILED_TO_PARSE, "Cannot specify sort with multi=true");
    }
    return target.order(BsonCodecs.document(sort.orElseThrow()));
  }

  UpdateRequest returning(Returning what) {
    return new UpdateRequest(target, operation.returning(what), filter, update, drawsParameters);
  }

  /** Runs it under the name of a command. */
  UpdateOutcome run(String command) {
    var settings = target.settings(command, this::command);
    return target.statements().update(settings, operation, parameters());
  }

  /** What is drawn once, before the first attempt. */
  Object[] parameters() {
    if (!drawsParameters) {
      return CollectionFilter.NO_PARAMETERS;
    }
    var drawn = new Object[2];
    drawn[TIME] = target.engine().time().now();
    drawn[DRAWN_ID] = Ids.draw(target.engine().chance());
    return drawn;
  }

  private BsonDocument command() {
    return Commands.update(filter, update, operation.multi(), operation.upsert().isPresent());
  }
}
