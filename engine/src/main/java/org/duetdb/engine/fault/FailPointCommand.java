package org.duetdb.engine.fault;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.engine.fault.CommandFailure.How;
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
    var labels = Optional.ofNullable(data.get(LABELS)).map(FailPointCommand::labels);
    boolean closes = data.getBoolean(CLOSE, BsonBoolean.FALSE).getValue();
    int ways = (closes ? 1 : 0) + (data.containsKey(CODE) ? 1 : 0);
    if (ways + (data.containsKey(CONCERN) ? 1 : 0) != 1) {
      throw wrong("a command fails by one of 'errorCode', 'writeConcernError', 'closeConnection'");
    }
    if (closes) {
      return new CommandFailure(
          CommandFailure.COMMIT,
          How.NO_ANSWER,
          ErrorCode.COMMIT_OUTCOME_UNKNOWN.number(),
          Optional.of("the connection was closed"),
          labels);
    }
    if (data.containsKey(CODE)) {
      int number = number(data.get(CODE));
      return new CommandFailure(CommandFailure.COMMIT, How.ERROR, number, Optional.empty(), labels);
    }
    return concern(data, labels);
  }

  private static CommandFailure concern(BsonDocument data, Optional<Set<String>> labels) {
    if (!data.isDocument(CONCERN)) {
      throw wrong("'writeConcernError' must be a document");
    }
    var error = data.getDocument(CONCERN);
    refuseOthers(error, "code", "codeName", "errmsg", "errInfo", LABELS);
    var own = Optional.ofNullable(error.get(LABELS)).map(FailPointCommand::labels).or(() -> labels);
    return new CommandFailure(
        CommandFailure.COMMIT,
        How.WRITE_CONCERN,
        number(error.get("code")),
        text(error, "errmsg"),
        own);
  }

  private static int number(@Nullable BsonValue code) {
    if (code == null || !code.isNumber() || code.asNumber().intValue() <= 0) {
      throw wrong("an error has a number, greater than 0");
    }
    return code.asNumber().intValue();
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
