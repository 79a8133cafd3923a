package org.duetdb.engine.fault;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Reads MongoDB's {@code configureFailPoint}. */
final class FailPointCommand {
  private static final String NAME = "configureFailPoint";
  private static final String MODE = "mode";
  private static final String DATA = "data";
  private static final String NAMESPACE = "namespace";
  private static final String APPLICATION = "appName";
  private static final String COMMANDS = "failCommands";
  private static final String CODE = "errorCode";
  private static final String CONCERN = "writeConcernError";
  private static final String CLOSE = "closeConnection";
  private static final String LABELS = "errorLabels";

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
    var said = data.asDocument();
    Optional<CommandFailure> failure = Optional.empty();
    if (point(command) == FailPoint.COMMAND) {
      failure = Optional.of(failure(said));
    } else {
      refuseOthers(said, NAMESPACE, APPLICATION);
    }
    return new Armed(
        skip, times, text(said, NAMESPACE), text(said, APPLICATION), failure, new AtomicLong());
  }

  private static CommandFailure failure(BsonDocument data) {
    refuseOthers(data, COMMANDS, APPLICATION, CODE, CONCERN, CLOSE, LABELS);
    var commits = new BsonArray(List.of(new BsonString(CommandFailure.COMMIT)));
    if (!commits.equals(data.get(COMMANDS))) {
      throw wrong("'failCommands' must be ['commitTransaction'], which alone can be failed");
    }
    var how = new HashSet<>(data.keySet());
    how.retainAll(Set.of(CODE, CONCERN, CLOSE));
    if (how.size() != 1) {
      throw wrong("a command fails by one of 'errorCode', 'writeConcernError', 'closeConnection'");
    }
    var labels = Optional.ofNullable(data.get(LABELS)).map(FailPointCommand::labels);
    boolean isDone = data.containsKey(CONCERN);
    if (data.containsKey(CLOSE)) {
      return new CommandFailure(
          CommandFailure.COMMIT,
          false,
          ErrorCode.COMMIT_OUTCOME_UNKNOWN,
          Optional.of("the connection was closed"),
          labels);
    }
    var error = data.get(CONCERN, data);
    if (!error.isDocument()) {
      throw wrong("'writeConcernError' must be a document");
    }
    var code = code(error.asDocument().get(isDone ? "code" : CODE));
    var text = text(error.asDocument(), "errmsg");
    return new CommandFailure(CommandFailure.COMMIT, isDone, code, text, labels);
  }

  private static ErrorCode code(@Nullable BsonValue number) {
    int wanted = number != null && number.isNumber() ? number.asNumber().intValue() : 0;
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.number() == wanted && wanted != 0)
        .findFirst()
        .orElseThrow(() -> wrong("the error's code must be the number of one that Duet knows"));
  }

  private static Set<String> labels(BsonValue labels) {
    if (!labels.isArray() || !labels.asArray().stream().allMatch(BsonValue::isString)) {
      throw wrong("'errorLabels' must be a list of texts");
    }
    return labels.asArray().stream()
        .map(label -> label.asString().getValue())
        .collect(Collectors.toUnmodifiableSet());
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
