package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.schedule.Permutation;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.SessionPlan;

/**
 * Comparisons as a page of Markdown that can be kept in git: the tables of one schedule with its
 * timelines, which anomalies occur where, and what every other schedule comes to. It is the same in
 * every run if all contenders run in virtual time.
 */
public final class ComparisonDocument {
  private static final List<String> COLUMNS =
      List.of(
          "contender",
          "who waits",
          "who fails, with what",
          "who must retry",
          "outcome",
          "an order that explains it");

  private final StringBuilder out = new StringBuilder();

  private ComparisonDocument() {}

  /**
   * The tables and timelines of one schedule.
   *
   * @param comparison with the same contenders for every permutation
   */
  public static String tables(Comparison comparison) {
    var document = new ComparisonDocument();
    comparison.permutations().forEach(one -> document.permutation(comparison, one));
    return document.out.toString();
  }

  /** The table of one permutation. */
  public static String table(Comparison.OfPermutation permutation) {
    var document = new ComparisonDocument();
    document.table(permutation.contenders());
    return document.out.toString();
  }

  /**
   * A row for each schedule, a cell for each contender that tells whether the schedule's anomaly
   * occurs: {@code !} if it does, {@code ok} if not; then {@code w} if somebody waits, and with
   * what somebody fails.
   *
   * @param comparisons each of one permutation, all with the same contenders
   */
  public static String anomalies(List<Comparison> comparisons) {
    var document = new ComparisonDocument();
    document.heads("anomaly", contenders(comparisons));
    for (var comparison : comparisons) {
      document.row(
          name(comparison),
          comparison.permutations().get(0).contenders(),
          ComparisonDocument::verdict);
    }
    return document.out.toString();
  }

  /**
   * A row for each permutation of each schedule, a cell for each contender: who waits, and with
   * what somebody fails.
   *
   * @param comparisons all with the same contenders
   */
  public static String conduct(List<Comparison> comparisons) {
    var document = new ComparisonDocument();
    document.heads("schedule", contenders(comparisons));
    for (var comparison : comparisons) {
      for (var permutation : comparison.permutations()) {
        document.row(
            permutation(comparison.schedule(), permutation.permutation()),
            permutation.contenders(),
            judged -> Conduct.of(judged.trace()));
      }
    }
    return document.out.toString();
  }

  private static String permutation(Schedule schedule, Permutation permutation) {
    return "`" + schedule.name() + "` " + permutation.title().orElse("");
  }

  private static String verdict(Judged judged) {
    var conduct = Conduct.of(judged.trace());
    return (judged.anomalies().isEmpty() ? "ok" : "**!**")
        + (conduct.equals(Conduct.QUIET) ? "" : " " + conduct);
  }

  private static String name(Comparison comparison) {
    return comparison.schedule().head().title();
  }

  private static List<String> contenders(List<Comparison> comparisons) {
    return comparisons.get(0).permutations().get(0).contenders().stream()
        .map(judged -> judged.trace().contender())
        .toList();
  }

  private void heads(String first, List<String> contenders) {
    cells(Stream.concat(Stream.of(first), contenders.stream().map(key -> "`" + key + "`")));
    cells(Stream.concat(Stream.of("---"), contenders.stream().map(key -> "---")));
  }

  private void row(String first, List<Judged> contenders, Function<Judged, String> cell) {
    cells(Stream.concat(Stream.of(first), contenders.stream().map(cell)));
  }

  private void permutation(Comparison comparison, Comparison.OfPermutation permutation) {
    var contenders = permutation.contenders();
    permutation.permutation().title().ifPresent(title -> line("### " + title));
    line("");
    line("`" + permutation.permutation().describe() + "`");
    line("");
    table(contenders);
    line("");
    var sessions = comparison.schedule().sessions().stream().map(SessionPlan::name).toList();
    for (var judged : contenders) {
      var trace = judged.trace();
      line("<details><summary>" + trace.contender() + ", step by step</summary>");
      line("");
      line("```");
      Timeline.lines(
              trace,
              sessions,
              Differing.firstStep(contenders.get(0).trace(), trace),
              Style.PLAIN,
              TextReport.WIDTH)
          .forEach(this::line);
      VersionChain.hot(trace).map(VersionChain::sentence).stream()
          .flatMap(sentence -> Wrapping.wrap(sentence, TextReport.WIDTH).stream())
          .forEach(this::line);
      line("```");
      line("");
      line("</details>");
      line("");
    }
    Differing.sentences(contenders).forEach(sentence -> line("- " + sentence));
    line("");
  }

  private void table(List<Judged> contenders) {
    cells(COLUMNS.stream());
    cells(COLUMNS.stream().map(column -> "---"));
    contenders.forEach(this::contender);
  }

  private void contender(Judged judged) {
    var trace = judged.trace();
    var cells = new ArrayList<String>();
    cells.add("`" + trace.contender() + "`");
    if (trace.fault().isPresent()) {
      cells.add("not run to its end: " + trace.fault().get());
    } else {
      cells.add(text(ComparisonTable.waits(trace)));
      cells.add(text(ComparisonTable.failures(trace)));
      cells.add(text(ComparisonTable.retries(trace)));
      cells.add(Words.rows(trace.outcome()));
      cells.add(Orders.sentence(judged.explanation()));
    }
    cells(cells.stream());
  }

  private static String text(List<Line> lines) {
    return lines.stream().map(Line::text).collect(Collectors.joining("<br>"));
  }

  private void cells(Stream<String> cells) {
    line(
        cells
            .map(cell -> cell.strip().replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
