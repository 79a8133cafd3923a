package org.duetdb.tools.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Explanation;
import org.duetdb.tools.run.Outcome;
import org.duetdb.tools.run.Retry;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.Trace;
import org.duetdb.tools.run.TransactionState;
import org.duetdb.tools.run.Wait;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.SessionPlan;

/** One permutation on an {@link HtmlReport}: the comparison, then a picture per contender. */
final class PermutationPage {
  private static final List<String> COLUMNS =
      List.of(
          "contender",
          "who waits",
          "who fails, with what",
          "who must retry",
          "outcome",
          "first differs at");

  private final Schedule schedule;
  private final Comparison.OfPermutation permutation;
  private final int comparisonNumber;
  private final int number;
  private final Markup out;

  PermutationPage(
      Schedule schedule,
      Comparison.OfPermutation permutation,
      int comparisonNumber,
      int number,
      Markup out) {
    this.schedule = schedule;
    this.permutation = permutation;
    this.comparisonNumber = comparisonNumber;
    this.number = number;
    this.out = out;
  }

  void write() {
    var id = HtmlReport.id(comparisonNumber, number);
    out.open("article", "id", id).line();
    var moves = permutation.permutation().describe();
    out.element("h3", permutation.permutation().title().orElse("Permutation " + (number + 1)));
    out.open("p", "class", "moves").element("code", moves).close("p").line();
    table();
    differences();
    pictures();
    out.close("article").line();
  }

  private void table() {
    out.open("table", "class", "comparison").open("thead").open("tr");
    COLUMNS.forEach(column -> out.element("th", column, "scope", "col"));
    out.close("tr").close("thead").open("tbody").line();
    for (int i = 0; i < permutation.contenders().size(); i++) {
      row(i);
    }
    out.close("tbody").close("table").line();
  }

  private void differences() {
    var sentences = Differing.sentences(permutation.contenders());
    if (!sentences.isEmpty()) {
      out.open("ul", "class", "differences");
      sentences.forEach(sentence -> out.element("li", sentence));
      out.close("ul").line();
    }
  }

  private void row(int contender) {
    var trace = permutation.contenders().get(contender).trace();
    out.open("tr").open("th", "scope", "row");
    out.element(
        "a", trace.contender(), "href", "#" + HtmlReport.id(comparisonNumber, number, contender));
    out.close("th");
    if (trace.fault().isPresent()) {
      out.element("td", "not run to its end", "colspan", COLUMNS.size() - 1, "class", "bad");
    } else {
      cell(1, ComparisonTable.waits(trace), "waiting");
      cell(2, ComparisonTable.failures(trace), "bad");
      cell(3, ComparisonTable.retries(trace), "plain");
      cell(4, List.of(Line.plain(Words.rows(trace.outcome()))), "plain");
      cell(5, differs(contender).stream().map(Line::plain).toList(), "differs");
    }
    out.close("tr").line();
  }

  private void cell(int column, List<Line> lines, String kind) {
    out.open("td", "data-label", COLUMNS.get(column), "class", lines.isEmpty() ? "none" : kind);
    if (lines.isEmpty()) {
      out.text("\u2013");
    }
    lines.forEach(line -> out.element("div", line.text()));
    out.close("td");
  }

  private Optional<String> differs(int contender) {
    return Differing.firstStep(trace(0), trace(contender));
  }

  private Trace trace(int contender) {
    return permutation.contenders().get(contender).trace();
  }

  private void pictures() {
    var axis = new Axis(permutation.permutation().moves(), schedule.head().pace());
    var sessions = schedule.sessions().stream().map(SessionPlan::name).toList();
    var contenders = permutation.contenders();
    var lanes =
        IntStream.range(0, contenders.size())
            .mapToObj(i -> Lanes.of(trace(i), sessions, axis, differs(i)))
            .toList();
    var frame = Frame.around(lanes, axis);
    out.open("div", "class", "pictures" + (sessions.size() > 3 ? " wide" : "")).line();
    for (int i = 0; i < contenders.size(); i++) {
      figure(contenders.get(i), lanes.get(i), axis, frame, i);
    }
    out.close("div").line();
  }

  private void figure(Judged judged, Lanes lanes, Axis axis, Frame frame, int contender) {
    var trace = judged.trace();
    var id = HtmlReport.id(comparisonNumber, number, contender);
    out.open("figure", "id", id).line();
    out.open("figcaption").open("span", "class", "who").element("strong", trace.contender());
    verdict(judged);
    out.close("span").element("span", trace.title(), "class", "title");
    out.close("figcaption").line();
    trace
        .fault()
        .ifPresent(fault -> out.element("p", "Not run to its end: " + fault, "class", "problem"));
    judged
        .differences()
        .forEach(text -> out.element("p", "Not as expected: " + text, "class", "problem"));
    LaneDrawing.draw(lanes, axis, frame, id, out);
    if (trace.fault().isEmpty()) {
      out.open("p", "class", "left").text("left: ");
      out.element("code", Words.rows(trace.outcome())).close("p").line();
      explanation(judged.explanation());
    }
    if (trace.versions().isEmpty()) {
      out.element("p", Insight.silence(trace), "class", "silence").line();
    }
    var chain = VersionChain.hot(trace);
    chain.ifPresent(versions -> VersionDrawing.draw(versions, out));
    out.open("details").element("summary", "in words").open("ol").line();
    trace.steps().forEach(step -> item(id, step));
    out.close("ol");
    for (var cancellation : trace.cancellations()) {
      out.element(
          "p",
          "At "
              + Words.shortTime(cancellation.at().millis())
              + " the transaction of "
              + cancellation.session()
              + " was cancelled.");
    }
    chain.ifPresent(versions -> out.element("p", versions.sentence()));
    out.close("details").close("figure").line();
  }

  private void explanation(Explanation explanation) {
    var evidence = Orders.evidence(explanation);
    out.element(
            "p",
            unbroken(Orders.sentence(explanation)),
            "class",
            evidence.isEmpty() ? "order" : "order problem")
        .line();
    if (explanation instanceof Explanation.Contradiction contradiction
        && !contradiction.dependencies().isEmpty()) {
      DependencyDrawing.draw(contradiction, out);
    }
    if (!evidence.isEmpty()) {
      out.open("ul", "class", "evidence");
      evidence.forEach(line -> out.element("li", unbroken(line)));
      out.close("ul").line();
    }
  }

  /** With arrows that no line ends in. */
  private static String unbroken(String text) {
    return text.replaceAll("-(rw|wr|ww)->", "\u2011$1\u2011>");
  }

  private void verdict(Judged judged) {
    if (!judged.differences().isEmpty()) {
      out.element("span", "not as expected", "class", "badge bad");
    } else if (judged.expected()) {
      out.element("span", "as expected", "class", "badge good");
    }
  }

  private void item(String id, StepTrace step) {
    out.open("li", "id", LaneDrawing.textId(id, step));
    out.element("b", step.step()).text(" by " + step.session());
    out.text(", at " + Words.shortTime(step.begun().millis()));
    out.element("code", Wrapping.dedent(step.text()));
    told(Insight.reads(step.firstReadings()));
    step.waits().forEach(this::wait);
    told(Insight.attempts(step));
    told(reasons(step));
    if (!step.waits().isEmpty()) {
      told(Insight.reads(step.laterReadings()));
    }
    if (step.outcome() instanceof Outcome.Failed failed) {
      var failure = failed.failure();
      out.open("span", "class", "bad").text("fails with " + failure.describe());
      out.text(", " + failure.type() + took(step)).close("span");
      out.element("span", failure.message(), "class", "message");
      failure.decidedBy().ifPresent(this::decidedBy);
    } else if (step.outcome() instanceof Outcome.Done done) {
      out.element("span", Words.results(done.results()) + took(step), "class", "good");
    } else {
      out.element("span", Words.ending(step), "class", "bad");
    }
    told(Insight.commits(step));
    if (step.after() != TransactionState.NONE) {
      out.element("span", "its transaction is " + step.after().word() + " now", "class", "after");
    }
    out.close("li").line();
  }

  /** What was in the way of the attempts that failed. */
  private static List<String> reasons(StepTrace step) {
    var reasons = step.retries().stream().map(Retry::because).distinct().toList();
    return reasons.isEmpty() ? reasons : List.of("because: " + String.join("; ", reasons));
  }

  private void told(List<String> lines) {
    lines.forEach(line -> out.element("span", line, "class", "told"));
  }

  private static String took(StepTrace step) {
    return step.waits().isEmpty() ? "" : ", after " + Words.millis(step.millis());
  }

  private void wait(Wait wait) {
    out.element("span", Words.waitsFor(wait) + document(wait), "class", "waiting");
    if (!wait.decidedBy().isEmpty()) {
      decidedBy(wait.decidedBy());
    }
  }

  private static String document(Wait wait) {
    return wait.document().isEmpty() ? "" : " on " + wait.document();
  }

  private void decidedBy(String decision) {
    out.element("span", "decided by " + decision, "class", "decided");
  }
}
