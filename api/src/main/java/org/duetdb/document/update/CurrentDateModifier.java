package org.duetdb.document.update;

import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * {@code $currentDate}: the time of the statement.
 *
 * @param asTimestamp whether as a timestamp, else as a date
 */
record CurrentDateModifier(boolean asTimestamp) implements Modifier {
  static CurrentDateModifier parse(BsonValue argument) {
    if (argument.isBoolean()) {
      return new CurrentDateModifier(false);
    }
    if (!argument.isDocument()) {
      throw bad(
          ElementType.nameOf(BsonSlice.of(argument).type())
              + " is not valid type for $currentDate. Please use a boolean ('true') or a $type"
              + " expression ({$type: 'timestamp/date'}).");
    }
    return new CurrentDateModifier(isTimestamp(argument.asDocument()));
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    return Outcome.of(value(run));
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.of(value(run));
  }

  @Override
  public boolean usesTime() {
    return true;
  }

  private BsonSlice value(UpdateRun run) {
    return asTimestamp
        ? BsonSlice.ofTimestamp((int) run.now().getEpochSecond(), 1)
        : BsonSlice.ofDate(run.now().toEpochMilli());
  }

  private static boolean isTimestamp(BsonDocument options) {
    for (Map.Entry<String, BsonValue> option : options.entrySet()) {
      if (!option.getKey().equals("$type")) {
        throw bad("Unrecognized $currentDate option: " + option.getKey());
      }
    }
    BsonValue type = options.get("$type", new BsonString(""));
    String name = type.isString() ? type.asString().getValue() : "";
    return switch (name) {
      case "date" -> false;
      case "timestamp" -> true;
      default ->
          throw bad(
              "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate:"
                  + " {field : {$type: 'date'}}}");
    };
  }

  private static DuetException bad(String message) {
    return new DuetException(ErrorCode.BAD_VALUE, message);
  }
}
