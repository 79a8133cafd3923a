package org.duetdb.tools.report;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.schedule.DocumentCall;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.Script;
import org.duetdb.tools.schedule.SessionPlan;
import org.duetdb.tools.schedule.Step;

/**
 * Comparisons as JSON, for programs and for git: everything that was run and everything that came
 * of it. The shape is described in docs/report.md; within one {@link #FORMAT} members are only
 * added. A member without a value is null, a list without elements is empty; none is left out.
 */
public final class JsonReport {
  /** The number of the shape. */
  public static final int FORMAT = 1;

  private static final JsonWriterSettings SETTINGS =
      JsonWriterSettings.builder()
          .outputMode(JsonMode.RELAXED)
          .indent(true)
          .newLineCharacters("\n")
          .build();

  private JsonReport() {}

  /** The text of one JSON document, with a line end behind it. */
  public static String of(List<Comparison> comparisons) {
    return new BsonDocument("format", new BsonInt32(FORMAT))
            .append("comparisons", array(comparisons, JsonReport::comparison))
            .toJson(SETTINGS)
        + "\n";
  }

  private static BsonDocument comparison(Comparison comparison) {
    var permutations = new BsonArray();
    for (var permutation : comparison.permutations()) {
      var reference = permutation.contenders().stream().findFirst().map(Comparison.Judged::trace);
      permutations.add(
          new BsonDocument("title", optional(permutation.permutation().title()))
              .append(
                  "moves", array(permutation.permutation().moves(), move -> text(move.describe())))
              .append(
                  "contenders",
                  array(
                      permutation.contenders(),
                      judged -> JsonTrace.of(judged, reference.orElseThrow()))));
    }
    return new BsonDocument("schedule", schedule(comparison.schedule()))
        .append("permutations", permutations)
        .append("parity", array(Parity.pairs(comparison), pair -> texts(pair.lines(comparison))));
  }

  private static BsonDocument schedule(Schedule schedule) {
    var head = schedule.head();
    return new BsonDocument("name", text(schedule.name()))
        .append("title", text(head.title()))
        .append("comment", text(head.comment()))
        .append("because", text(head.because()))
        .append("paceMillis", number(head.pace().toMillis()))
        .append("realLifetimeMillis", number(head.realLifetime().toMillis()))
        .append("options", text(head.options()))
        .append("setup", array(schedule.setups(), JsonReport::script))
        .append("teardown", optionalScript(schedule.teardown()))
        .append("sessions", array(schedule.sessions(), JsonReport::session))
        .append("outcome", optionalScript(schedule.outcome()));
  }

  private static BsonDocument session(SessionPlan session) {
    return new BsonDocument("name", text(session.name()))
        .append("setup", optionalScript(session.setup()))
        .append("steps", array(session.steps(), JsonReport::step))
        .append("teardown", optionalScript(session.teardown()));
  }

  private static BsonDocument step(Step step) {
    var named = new BsonDocument("name", text(step.name()));
    named.putAll(script(step.script()));
    return named;
  }

  private static BsonValue optionalScript(Optional<Script> script) {
    return script.<BsonValue>map(JsonReport::script).orElse(BsonNull.VALUE);
  }

  private static BsonDocument script(Script script) {
    return new BsonDocument("sql", optional(script.sql()))
        .append(
            "document",
            script
                .document()
                .<BsonValue>map(calls -> array(calls, (DocumentCall call) -> text(call.text())))
                .orElse(BsonNull.VALUE));
  }

  static <T> BsonArray array(Collection<T> elements, Function<T, BsonValue> value) {
    return new BsonArray(elements.stream().map(value).toList());
  }

  static BsonArray texts(Collection<String> elements) {
    return array(elements, JsonReport::text);
  }

  static BsonValue text(String text) {
    return new BsonString(text);
  }

  static BsonValue optional(Optional<String> text) {
    return text.map(JsonReport::text).orElse(BsonNull.VALUE);
  }

  static BsonValue number(long number) {
    return new BsonInt64(number);
  }

  static BsonValue truth(boolean value) {
    return BsonBoolean.valueOf(value);
  }
}
