package org.duetdb.tools.report;

import java.util.List;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Comparison.Judged;
import org.duetdb.tools.run.Trace;

/**
 * All permutations of all schedules against all contenders at a glance, each cell a link to its
 * picture. Left out where there is nothing to choose from: a single permutation.
 */
final class Matrix {
  private final List<Comparison> comparisons;
  private final Markup out;

  Matrix(List<Comparison> comparisons, Markup out) {
    this.comparisons = comparisons;
    this.out = out;
  }

  void write() {
    int permutations = comparisons.stream().mapToInt(one -> one.permutations().size()).sum();
    if (permutations < 2) {
      return;
    }
    out.open("nav", "aria-label", "All runs").open("table", "class", "matrix");
    out.open("thead").open("tr").element("th", "schedule", "scope", "col");
    contenders().forEach(contender -> out.element("th", contender, "scope", "col"));
    out.close("tr").close("thead").open("tbody").line();
    for (int i = 0; i < comparisons.size(); i++) {
      for (int j = 0; j < comparisons.get(i).permutations().size(); j++) {
        row(i, j);
      }
    }
    out.close("tbody").close("table").close("nav").line();
  }

  /** All comparisons of a report were run against the same contenders. */
  private List<String> contenders() {
    return comparisons.get(0).permutations().get(0).contenders().stream()
        .map(judged -> judged.trace().contender())
        .toList();
  }

  private void row(int comparison, int number) {
    var schedule = comparisons.get(comparison).schedule();
    var permutation = comparisons.get(comparison).permutations().get(number);
    out.open("tr").open("th", "scope", "row");
    if (comparisons.size() > 1) {
      out.element("span", schedule.name(), "class", "name");
    }
    out.element("span", title(comparisons.get(comparison), permutation), "class", "order");
    out.close("th");
    for (int i = 0; i < permutation.contenders().size(); i++) {
      cell(permutation.contenders().get(i), HtmlReport.id(comparison, number, i));
    }
    out.close("tr").line();
  }

  private static String title(Comparison comparison, Comparison.OfPermutation permutation) {
    return permutation
        .permutation()
        .title()
        .orElseGet(
            () ->
                comparison.permutations().size() == 1
                    ? comparison.schedule().head().title()
                    : permutation.permutation().describe());
  }

  private void cell(Judged judged, String id) {
    var trace = judged.trace();
    out.open("td", "data-label", trace.contender());
    out.open("a", "href", "#" + id);
    if (trace.fault().isPresent()) {
      out.element("span", "not run", "class", "chip bad");
    } else {
      chips(trace);
    }
    if (!judged.differences().isEmpty()) {
      out.element("span", "unexpected", "class", "chip wrong");
    }
    out.close("a").close("td");
  }

  private void chips(Trace trace) {
    boolean waits = Conduct.waits(trace);
    var failures = Conduct.failures(trace);
    if (waits) {
      out.element("span", "waits", "class", "chip waiting");
    }
    failures.forEach(mark -> out.element("span", mark, "class", "chip bad"));
    if (!waits && failures.isEmpty()) {
      out.element("span", "ok", "class", "chip good");
    }
  }
}
