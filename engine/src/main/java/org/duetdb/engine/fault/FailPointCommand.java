package org.duetdb.engine.fault;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** Reads MongoDB's {@code configureFailPoint}. */
final class FailPointCommand {
  private static final String NAME = "configureFailPoint";
  private static final String MODE = "mode";
  private static final String DATA = "data";
  private static final String NAMESPACE = "namespace";
  private static final String APPLICATION = "appName";

  private FailPointCommand() {}

  static FailPoint point(BsonDocument command) {
    refuseOthers(command, NAME, MODE, DATA);
    var name = command.get(NAME);
    if (name == null || !name.isString()) {
      throw wrong("'configureFailPoint' must be the name of a fail point");
    }
    return FailPoint.named(name.asString().getValue());
  }

  /** The fail point as it will be on; empty if it is to be off. */
  static Optional<Armed> armed(BsonDocument command) {
    var mode = command.get(MODE);
    if (mode != null && mode.isString()) {
      return switch (mode.asString().getValue()) {
        case "off" -> Optional.empty();
        case "alwaysOn" -> Optional.of(armed(command, 0, Armed.ALWAYS));
        default -> throw wrong("the mode is 'alwaysOn', 'off', { times: n } or { skip: n }");
      };
    }
    if (mode != null && mode.isDocument() && mode.asDocument().size() == 1) {
      long count = count(mode.asDocument().values().iterator().next());
      return switch (mode.asDocument().getFirstKey()) {
        case "times" -> Optional.of(armed(command, 0, count));
        case "skip" -> Optional.of(armed(command, count, Armed.ALWAYS));
        default -> throw wrong("a mode counts either 'times' or 'skip'");
      };
    }
    throw wrong("the mode is 'alwaysOn', 'off', { times: n } or { skip: n }");
  }

  private static Armed armed(BsonDocument command, long skip, long times) {
    var data = command.get(DATA, new BsonDocument());
    if (!data.isDocument()) {
      throw wrong("'data' must be a document");
    }
    refuseOthers(data.asDocument(), NAMESPACE, APPLICATION);
    return new Armed(
        skip,
        times,
        text(data.asDocument(), NAMESPACE),
        text(data.asDocument(), APPLICATION),
        new AtomicLong());
  }

  private static Optional<String> text(BsonDocument data, String field) {
    var value = data.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw wrong("'" + field + "' must be a text");
    }
    return Optional.of(value.asString().getValue());
  }

  private static long count(BsonValue value) {
    if (!value.isNumber() || value.asNumber().longValue() < 0) {
      throw wrong("a mode counts with a whole number, not negative");
    }
    return value.asNumber().longValue();
  }

  private static void refuseOthers(BsonDocument document, String... known) {
    var fields = new HashSet<>(document.keySet());
    fields.removeAll(List.of(known));
    if (!fields.isEmpty()) {
      throw wrong("a fail point has no " + fields);
    }
  }

  private static DuetException wrong(String why) {
    return new DuetException(ErrorCode.BAD_VALUE, why + "; nothing was changed");
  }
}
