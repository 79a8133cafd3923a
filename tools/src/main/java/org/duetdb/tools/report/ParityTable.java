package org.duetdb.tools.report;

import java.util.List;
import java.util.Locale;
import org.duetdb.tools.run.Comparison;

/** Duet beside another engine, permutation by permutation; each verdict leads to the timeline. */
final class ParityTable {
  private final Comparison comparison;
  private final int number;
  private final List<Parity.Pair> pairs;
  private final Markup out;

  ParityTable(Comparison comparison, int number, Markup out) {
    this.comparison = comparison;
    this.number = number;
    this.out = out;
    pairs = Parity.pairs(comparison);
  }

  /** Writes nothing if no other engine took part. */
  void write() {
    if (pairs.isEmpty()) {
      return;
    }
    out.element("h3", "Duet beside the others, permutation by permutation").line();
    out.open("ul", "class", "parity");
    pairs.forEach(pair -> out.element("li", pair.summary(comparison)));
    out.close("ul").line();
    out.open("table", "class", "verdicts").open("thead").open("tr");
    out.element("th", "permutation", "scope", "col");
    pairs.forEach(pair -> out.element("th", heading(pair), "scope", "col"));
    out.close("tr").close("thead").open("tbody").line();
    for (int i = 0; i < comparison.permutations().size(); i++) {
      row(i);
    }
    out.close("tbody").close("table").line();
  }

  private String heading(Parity.Pair pair) {
    return Parity.key(comparison, pair.judged())
        + " beside "
        + Parity.key(comparison, pair.reference());
  }

  private void row(int permutation) {
    var one = comparison.permutations().get(permutation);
    var moves = one.permutation().describe();
    out.open("tr").open("th", "scope", "row");
    out.open("a", "href", "#" + HtmlReport.id(number, permutation));
    out.element("code", moves).close("a");
    one.permutation().title().ifPresent(title -> out.element("span", title, "class", "name"));
    out.close("th");
    for (var pair : pairs) {
      var verdict = pair.verdict(one);
      var kind = verdict.kind().name().toLowerCase(Locale.ROOT);
      out.open("td", "data-label", heading(pair));
      out.open("a", "href", "#" + HtmlReport.id(number, permutation, pair.judged()));
      out.element("span", kind, "class", "chip " + look(verdict.kind())).close("a");
      if (!verdict.why().isEmpty()) {
        out.element("div", verdict.why(), "class", "reason");
      }
      out.close("td");
    }
    out.close("tr").line();
  }

  private static String look(Parity.Kind kind) {
    return switch (kind) {
      case SAME -> "good";
      case EQUIVALENT -> "waiting";
      case DIFFERENT -> "bad";
    };
  }
}
