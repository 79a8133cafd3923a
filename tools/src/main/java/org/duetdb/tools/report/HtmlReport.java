package org.duetdb.tools.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.schedule.DocumentCall;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.Script;

/**
 * Comparisons as one HTML file that needs nothing else: no script, no network. It follows the
 * reader's choice of light or dark, fits a phone's width and paper, and says everything it draws in
 * text too. All of it comes from the comparisons; nothing is run here.
 */
public final class HtmlReport {
  private static final String STYLE = "page.css";

  private final List<Comparison> comparisons;
  private final Markup out = new Markup();

  private HtmlReport(List<Comparison> comparisons) {
    this.comparisons = List.copyOf(comparisons);
  }

  /** The text of the file. */
  public static String of(List<Comparison> comparisons) {
    var report = new HtmlReport(comparisons);
    report.write();
    return report.out.toString();
  }

  /** The id of one contender's timeline; all numbers begin with 0. */
  static String id(int comparison, int permutation, int contender) {
    return id(comparison, permutation) + "-" + contender;
  }

  static String id(int comparison, int permutation) {
    return "run-" + comparison + "-" + permutation;
  }

  private void write() {
    out.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line().open("head").line();
    out.open("meta", "charset", "utf-8").line();
    out.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    out.open("meta", "name", "color-scheme", "content", "light dark").line();
    out.element("title", title()).line();
    out.open("style").line().verbatim(style()).close("style").line();
    out.close("head").line().open("body").line();
    hatch();
    out.open("header").element("h1", title());
    out.element("p", summary(), "class", "summary").close("header").line();
    out.open("main").line();
    new Matrix(comparisons, out).write();
    legend();
    for (int i = 0; i < comparisons.size(); i++) {
      comparison(i);
    }
    out.close("main").line().close("body").line().close("html").line();
  }

  private String title() {
    return comparisons.size() == 1
        ? comparisons.get(0).schedule().head().title()
        : "Schedules side by side";
  }

  private String summary() {
    int runs =
        comparisons.stream()
            .flatMap(one -> one.permutations().stream())
            .mapToInt(one -> one.contenders().size())
            .sum();
    int differences = comparisons.stream().mapToInt(one -> one.differences().size()).sum();
    return Words.count(comparisons.size(), "schedule")
        + ", "
        + Words.count(runs, "run")
        + ". "
        + (differences == 0
            ? "Nothing differs from what the schedules expect."
            : Words.count(differences, "difference") + " from what the schedules expect.");
  }

  private void comparison(int number) {
    var schedule = comparisons.get(number).schedule();
    out.open("section", "class", "schedule").line();
    if (comparisons.size() > 1) {
      out.element("h2", schedule.head().title()).line();
    }
    out.element("p", schedule.head().comment(), "class", "comment").line();
    steps(schedule);
    var permutations = comparisons.get(number).permutations();
    for (int i = 0; i < permutations.size(); i++) {
      new PermutationPage(schedule, permutations.get(i), number, i, out).write();
    }
    new ParityTable(comparisons.get(number), number, out).write();
    if (!schedule.head().because().isEmpty()) {
      out.open("p", "class", "why").element("strong", "Why. ");
      out.text(schedule.head().because()).close("p").line();
    }
    out.close("section").line();
  }

  private void steps(Schedule schedule) {
    out.open("details", "class", "steps", "open", "open").element("summary", "The steps").line();
    out.open("dl").line();
    for (int i = 0; i < schedule.setups().size(); i++) {
      script("setup", schedule.setups().get(i));
    }
    for (var session : schedule.sessions()) {
      session.setup().ifPresent(script -> script(session.name() + " first", script));
      session.steps().forEach(step -> script(step.name(), step.script()));
    }
    out.close("dl").close("details").line();
  }

  private void script(String name, Script script) {
    out.open("div").element("dt", name);
    code("SQL", script.sql());
    code(
        "documents",
        script
            .document()
            .map(
                calls -> calls.stream().map(DocumentCall::text).collect(Collectors.joining("\n"))));
    out.close("div").line();
  }

  private void code(String language, Optional<String> text) {
    text.ifPresent(
        code -> {
          out.open("dd").element("span", language, "class", "language");
          out.element("code", Wrapping.dedent(code)).close("dd");
        });
  }

  /** The hatching that all pictures share. */
  private void hatch() {
    out.open("svg", "class", "shared", "width", 0, "height", 0, "aria-hidden", "true");
    out.open("defs");
    out.open(
        "pattern",
        "id",
        "hatch",
        "width",
        6,
        "height",
        6,
        "patternUnits",
        "userSpaceOnUse",
        "patternTransform",
        "rotate(45)");
    out.open("rect", "class", "hatch-ground", "width", 6, "height", 6).close("rect");
    out.open("line", "class", "hatch-stroke", "x1", 0, "y1", 0, "x2", 0, "y2", 6).close("line");
    out.close("pattern").close("defs").close("svg").line();
  }

  private void legend() {
    out.open("ul", "class", "legend", "aria-label", "How to read the lanes");
    key("good", "done");
    key("waiting", "waits, until the hatching ends; the arrow points to whom it waits for");
    key("bad", "failed");
    key("open", "transaction open");
    key("failed", "transaction dead");
    if (tells()) {
      scope("transaction", "reads the one snapshot of its transaction");
      scope("statement", "reads a snapshot of its own");
      scope("newest", "reads the newest version, without a snapshot");
    }
    out.close("ul").line();
    if (tells()) {
      out.element("p", Insight.LEGEND, "class", "legend").line();
    }
  }

  private boolean tells() {
    return comparisons.stream()
        .flatMap(one -> one.permutations().stream())
        .flatMap(one -> one.contenders().stream())
        .anyMatch(one -> one.trace().versions().isPresent());
  }

  private void scope(String kind, String meaning) {
    out.open("li").open("span", "class", "dot " + kind).close("span");
    out.text(meaning).close("li");
  }

  private void key(String kind, String meaning) {
    out.open("li").open("span", "class", "key " + kind).close("span").text(meaning).close("li");
  }

  private static String style() {
    try (var stream = HtmlReport.class.getResourceAsStream(STYLE)) {
      if (stream == null) {
        throw new IllegalStateException("the style sheet " + STYLE + " is not in the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
