package org.duetdb.engine.unified;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.Database;
import org.duetdb.api.error.BulkWriteException;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.DuplicateKeyException;

/** One test under way: plays its operations in order and compares what comes out. */
final class UnifiedPlay {
  /** What Duet's wording cannot have in common with a driver's, so that only the failure counts. */
  private static final Set<String> NOT_COMPARED = Set.of("isError", "isClientError");

  private final Entities entities;

  UnifiedPlay(Entities entities) {
    this.entities = entities;
  }

  /** A test's expectation was not met. */
  static final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1;

    Difference(String what) {
      super(what);
    }
  }

  void fill(BsonArray initialData) {
    for (var data : initialData) {
      var place = data.asDocument();
      var documents = Arguments.documents(place.getArray("documents"));
      var database = place.getString("databaseName").getValue();
      var collection = entities.collection(database, place.getString("collectionName").getValue());
      if (!documents.isEmpty()) {
        collection.insertMany(documents);
      } else {
        collection.insertOne(new BsonDocument());
        collection.deleteMany(new BsonDocument()); // so that it exists
      }
    }
  }

  void play(BsonArray operations) {
    for (var operation : operations) {
      play(operation.asDocument(), false);
    }
  }

  /**
   * Plays one operation.
   *
   * @param isInCallback whether what it fails with is also thrown, for withTransaction to see
   */
  private void play(BsonDocument operation, boolean isInCallback) {
    var name = operation.getString("name").getValue();
    var expectError = Optional.ofNullable(operation.get("expectError"));
    BsonValue result;
    try {
      result = call(operation, name);
    } catch (DuetException failed) {
      if (expectError.isEmpty()) {
        if (operation.getBoolean("ignoreResultAndError", NO).getValue()) {
          return;
        }
        throw failed;
      }
      compare(name, expectError.get().asDocument(), failed);
      if (isInCallback) {
        throw failed;
      }
      return;
    }
    if (expectError.isPresent()) {
      throw new Difference(name + " succeeds instead of " + expectError.get());
    }
    var expected = operation.get("expectResult");
    if (expected != null && !Expected.matches(expected, result)) {
      throw new Difference(name + " gives " + result + " instead of " + expected);
    }
  }

  private static final BsonBoolean NO = BsonBoolean.FALSE;

  private BsonValue call(BsonDocument operation, String name) {
    var object = operation.getString("object").getValue();
    var arguments = new Arguments(operation.getDocument("arguments", new BsonDocument()));
    BsonValue result;
    if (object.equals("testRunner")) {
      result = new RunnerCalls(entities, arguments).run(name);
    } else if (entities.isSession(object)) {
      result = onSession(object, arguments, name);
    } else {
      var session = arguments.text("session");
      if (entities.isCollection(object)) {
        var collection = entities.collection(object, session);
        var calls = new CollectionCalls(arguments, collection);
        refuseUnused(arguments, name);
        result = calls.run(name);
      } else if (entities.isDatabase(object)) {
        result = onDatabase(entities.database(object, session), arguments, name);
      } else {
        throw new SkippedException("operation " + name + " of a client");
      }
    }
    return result;
  }

  /**
   * Skips before anything is done if an argument is none that Duet knows: after the call it would
   * be too late to say that a failure does not count.
   */
  private static void refuseUnused(Arguments arguments, String name) {
    for (var known : KnownArguments.of(name)) {
      arguments.value(known);
    }
    arguments.requireAllUsed(name);
  }

  private BsonValue onSession(String id, Arguments arguments, String name) {
    var session = entities.session(id);
    switch (name) {
      case "startTransaction" -> {
        requireGuarantees(arguments, name);
        session.startTransaction();
      }
      case "commitTransaction" -> session.commitTransaction();
      case "abortTransaction" -> session.abortTransaction();
      case "endSession" -> session.close();
      case "withTransaction" -> {
        var callback = arguments.value("callback").orElseThrow().asArray();
        requireGuarantees(arguments, name);
        session.withTransaction(
            () -> {
              callback.forEach(one -> play(one.asDocument(), true));
              return true;
            });
      }
      default -> throw new SkippedException("operation " + name);
    }
    return BsonNull.VALUE;
  }

  private static void requireGuarantees(Arguments arguments, String name) {
    for (var option : List.of("readConcern", "writeConcern", "readPreference")) {
      arguments.value(option).ifPresent(value -> Guarantees.require(option, value));
    }
    arguments.requireAllUsed(name);
  }

  private static BsonValue onDatabase(Database database, Arguments arguments, String name) {
    var collection = arguments.text("collection");
    switch (name) {
      case "createCollection" -> {
        arguments.requireAllUsed(name);
        database.createCollection(collection.orElseThrow());
      }
      case "dropCollection" -> {
        arguments.requireAllUsed(name);
        database.collection(collection.orElseThrow()).drop();
      }
      default -> throw new SkippedException("operation " + name + " of a database");
    }
    return BsonNull.VALUE;
  }

  private static void compare(String name, BsonDocument expected, DuetException failed) {
    for (var rule : expected.entrySet()) {
      if (!NOT_COMPARED.contains(rule.getKey()) && !holds(rule.getKey(), rule.getValue(), failed)) {
        throw new Difference(name + " fails with " + shown(failed) + " instead of " + expected);
      }
    }
  }

  private static String shown(DuetException failed) {
    return failed.number() + " " + failed.labels() + " " + failed.getMessage();
  }

  private static boolean holds(String rule, BsonValue value, DuetException failed) {
    return switch (rule) {
      case "errorContains" ->
          String.valueOf(failed.getMessage())
              .toLowerCase(Locale.ROOT)
              .contains(value.asString().getValue().toLowerCase(Locale.ROOT));
      case "errorCode" -> failed.number() == value.asNumber().intValue();
      case "errorCodeName" -> failed.codeName().equals(value.asString().getValue());
      case "errorLabelsContain" ->
          value.asArray().stream().allMatch(label -> failed.labels().contains(text(label)));
      case "errorLabelsOmit" ->
          value.asArray().stream().noneMatch(label -> failed.labels().contains(text(label)));
      case "expectResult" ->
          failed instanceof BulkWriteException bulk
              && Expected.matches(value, BulkCall.result(bulk.result()));
      case "errorResponse" -> Expected.matches(value, response(failed));
      default -> throw new SkippedException("error rule " + rule);
    };
  }

  private static BsonDocument response(DuetException failed) {
    var response =
        new BsonDocument("code", new BsonInt32(failed.number()))
            .append("codeName", new BsonString(failed.codeName()))
            .append("errmsg", new BsonString(String.valueOf(failed.getMessage())));
    if (failed instanceof DuplicateKeyException duplicate) {
      response
          .append("keyPattern", duplicate.keyPattern())
          .append("keyValue", duplicate.keyValue());
    }
    return response;
  }

  private static String text(BsonValue label) {
    return label.asString().getValue();
  }

  void requireOutcome(BsonArray outcome) {
    for (var one : outcome) {
      var place = one.asDocument();
      var found =
          new BsonArray(
              entities
                  .collection(
                      place.getString("databaseName").getValue(),
                      place.getString("collectionName").getValue())
                  .find()
                  .sort(BsonDocument.parse("{_id: 1}"))
                  .toList());
      if (!Expected.isSame(place.getArray("documents"), found)) {
        throw new Difference("outcome " + found + " instead of " + place.getArray("documents"));
      }
    }
  }
}
