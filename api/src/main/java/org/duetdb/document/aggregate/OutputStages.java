package org.duetdb.document.aggregate;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.document.aggregate.PipelineContext.OutputTarget;
import org.duetdb.document.expression.Names;

/** The stages that write: {@code $out} and {@code $merge}. They give no documents. */
final class OutputStages {
  private OutputStages() {}

  static Stage out(BsonValue argument) {
    if (!argument.isString() && !argument.isDocument()) {
      throw DuetException.located(
          16990,
          "$out only supports a string or object argument, but found "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    OutputTarget target = target("$out", argument);
    return effect((input, context) -> context.replaceCollection(target, input));
  }

  static Stage merge(BsonValue argument, Names names) {
    if (!argument.isString() && !argument.isDocument()) {
      throw DuetException.located(
          51182,
          "$merge only supports a string or object argument, not "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    BsonDocument options =
        argument.isString() ? new BsonDocument("into", argument) : argument.asDocument();
    for (String name : options.keySet()) {
      if (!List.of("into", "on", "let", "whenMatched", "whenNotMatched").contains(name)) {
        throw DuetException.located(40415, "BSON field '$merge." + name + "' is an unknown field.");
      }
    }
    if (!options.containsKey("into")) {
      throw DuetException.located(
          40414, "BSON field '$merge.into' is missing but a required field");
    }
    OutputTarget target = target("$merge", options.get("into"));
    MergeAction action = MergeAction.parse(options, names);
    return effect((input, context) -> action.run(input, target, context));
  }

  /** What a stage does to the world. */
  @FunctionalInterface
  private interface Effect {
    void run(Iterator<byte[]> input, PipelineContext context);
  }

  private static Stage effect(Effect effect) {
    return (input, context) ->
        SortStage.later(
            () -> {
              effect.run(input, context);
              return List.of();
            });
  }

  private static OutputTarget target(String stage, BsonValue value) {
    if (value.isString()) {
      return new OutputTarget(Optional.empty(), value.asString().getValue());
    }
    BsonDocument named = value.isDocument() ? value.asDocument() : new BsonDocument();
    for (String name : named.keySet()) {
      if (!List.of("db", "coll").contains(name)) {
        throw DuetException.located(
            40415, "BSON field '" + stage + "." + name + "' is an unknown field.");
      }
    }
    if (!named.containsKey("coll") || !named.get("coll").isString()) {
      throw DuetException.located(
          stage.equals("$out") ? 16994 : 51178,
          "If an object is passed to " + stage + " it must have a string field 'coll'");
    }
    return new OutputTarget(
        Optional.ofNullable(named.get("db")).map(db -> db.asString().getValue()),
        named.getString("coll").getValue());
  }
}
