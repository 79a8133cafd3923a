package org.duetdb.tools.report;

import static org.duetdb.tools.report.JsonReport.array;
import static org.duetdb.tools.report.JsonReport.number;
import static org.duetdb.tools.report.JsonReport.optional;
import static org.duetdb.tools.report.JsonReport.text;
import static org.duetdb.tools.report.JsonReport.texts;
import static org.duetdb.tools.report.JsonReport.truth;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Dependency;
import org.duetdb.tools.run.DocumentVersion;
import org.duetdb.tools.run.Explanation;
import org.duetdb.tools.run.Failure;
import org.duetdb.tools.run.Moment;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Reading;
import org.duetdb.tools.run.Retry;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.StatementResult;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.Wait;

/** One contender's part of a {@link JsonReport}. */
final class JsonTrace {
  private JsonTrace() {}

  static BsonDocument of(Judged judged, Trace reference) {
    var trace = judged.trace();
    return new BsonDocument("contender", text(trace.contender()))
        .append("title", text(trace.title()))
        .append("verdict", text(verdict(judged)))
        .append("differences", texts(judged.differences()))
        .append("differsFirstAt", optional(Differing.firstStep(reference, trace)))
        .append("differsBecause", optional(because(reference, trace)))
        .append("order", order(judged.explanation()))
        .append("fault", optional(trace.fault()))
        .append("steps", array(trace.steps(), JsonTrace::step))
        .append(
            "cancellations",
            array(
                trace.cancellations(),
                one ->
                    new BsonDocument("session", text(one.session()))
                        .append("at", moment(one.at()))))
        .append("outcome", rows(trace.outcome()))
        .append(
            "versions",
            trace
                .versions()
                .map(versions -> (BsonValue) array(versions, JsonTrace::version))
                .orElse(BsonNull.VALUE));
  }

  private static String verdict(Judged judged) {
    if (!judged.differences().isEmpty()) {
      return "not as expected";
    }
    return judged.expected() ? "as expected" : "nothing expected";
  }

  private static Optional<String> because(Trace reference, Trace trace) {
    return Differing.first(reference, trace).flatMap(Difference::reason).map(Reason::sentence);
  }

  private static BsonDocument order(Explanation explanation) {
    var serial = explanation instanceof Explanation.Serial one ? one.order() : List.<String>of();
    var against =
        explanation instanceof Explanation.Contradiction one
            ? one
            : new Explanation.Contradiction(List.of(), List.of(), List.of());
    return new BsonDocument("sentence", text(Orders.sentence(explanation)))
        .append("serial", texts(serial))
        .append("dependencies", array(against.dependencies(), JsonTrace::dependency))
        .append("cycle", array(against.cycle(), JsonTrace::dependency))
        .append("never", texts(against.never()));
  }

  private static BsonDocument dependency(Dependency dependency) {
    return new BsonDocument("from", text(dependency.from()))
        .append("to", text(dependency.to()))
        .append("kind", text(Orders.kind(dependency)))
        .append("evidence", text(dependency.evidence()));
  }

  private static BsonDocument step(StepTrace step) {
    return new BsonDocument("step", text(step.step()))
        .append("session", text(step.session()))
        .append("text", text(step.text()))
        .append("begun", moment(step.begun()))
        .append("waits", array(step.waits(), JsonTrace::wait))
        .append("ended", moment(step.ended()))
        .append("end", text(end(step.outcome())))
        .append("results", array(results(step.outcome()), JsonTrace::result))
        .append(
            "failure",
            step.outcome() instanceof Outcome.Failed failed
                ? failure(failed.failure())
                : BsonNull.VALUE)
        .append("transaction", text(step.after().word()))
        .append("reads", array(step.readings(), JsonTrace::reading))
        .append("retries", array(step.retries(), JsonTrace::retry))
        .append("commits", array(step.commits(), one -> number(one)));
  }

  private static BsonDocument reading(Reading reading) {
    return new BsonDocument("at", moment(reading.at()))
        .append("scope", text(reading.scope().name().toLowerCase(Locale.ROOT)))
        .append("commits", number(reading.commits()));
  }

  private static BsonDocument retry(Retry retry) {
    return new BsonDocument("at", moment(retry.at()))
        .append("because", text(retry.because()))
        .append("times", number(retry.times()))
        .append("pauseMillis", number(retry.pauseMillis()))
        .append("woken", truth(retry.woken()))
        .append("ofTransaction", truth(retry.ofTransaction()));
  }

  private static BsonDocument version(DocumentVersion version) {
    boolean committed = version.state() == State.COMMITTED;
    return new BsonDocument("collection", text(version.collection()))
        .append("document", text(version.document()))
        .append("content", version.content().map(JsonTrace::row).orElse(BsonNull.VALUE))
        .append("session", text(version.session()))
        .append("step", optional(version.step()))
        .append("state", text(version.state().name().toLowerCase(Locale.ROOT)))
        .append("commit", committed ? number(version.commit()) : BsonNull.VALUE)
        .append("written", moment(version.written()));
  }

  private static String end(Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      return "done";
    }
    return outcome instanceof Outcome.Failed ? "failed" : "unfinished";
  }

  private static List<StatementResult> results(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.results();
    }
    return outcome instanceof Outcome.Failed failed ? failed.results() : List.of();
  }

  private static BsonDocument wait(Wait wait) {
    return new BsonDocument("noticed", moment(wait.noticed()))
        .append("holders", texts(wait.holders()))
        .append("document", text(wait.document()))
        .append("decidedBy", text(wait.decidedBy()));
  }

  private static BsonDocument moment(Moment moment) {
    return new BsonDocument("order", number(moment.order()))
        .append("millis", number(moment.millis()));
  }

  private static BsonDocument result(StatementResult result) {
    if (result instanceof StatementResult.Rows found) {
      return new BsonDocument("kind", text("rows")).append("rows", rows(found.rows()));
    }
    if (result instanceof StatementResult.Count count) {
      return new BsonDocument("kind", text("count"))
          .append("matched", number(count.matched()))
          .append(
              "modified",
              count.modified().isPresent() ? number(count.modified().getAsLong()) : BsonNull.VALUE);
    }
    return new BsonDocument("kind", text("nothing"));
  }

  private static BsonDocument failure(Failure failure) {
    return new BsonDocument("code", number(failure.code()))
        .append("codeName", text(failure.codeName()))
        .append("sqlState", text(failure.sqlState()))
        .append("class", text(failure.type()))
        .append("message", text(failure.message()))
        .append("transient", truth(failure.transientError()))
        .append("decidedBy", optional(failure.decidedBy()));
  }

  /** Arrays of names and values, because a row may have the same name twice. */
  private static BsonValue rows(List<Row> rows) {
    return array(rows, JsonTrace::row);
  }

  private static BsonValue row(Row row) {
    return new BsonDocument("names", texts(row.names())).append("values", texts(row.values()));
  }
}
