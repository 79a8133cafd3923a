package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.duetdb.tools.foreign.ForeignContenders;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contender;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.scenarios.Scenarios;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final Schedule HOSTILE =
      ScheduleReader.parse(
          "hostile.spec",
          """
          # <b>bold</b> & "quoted"
          scenario "</title><script>alert(1)</script>"
          because "<img src=x onerror=alert(2)>"
          setup document { db.demo.insertOne({_id: '<i>', note: '</svg><script>alert(3)</script>'}) }
          session "<u>A</u>" step "<s>1" document { db.demo.find({note: {$ne: "'\\"><script>"}}) }
          permutation "<em>one": "<s>1"
          """);

  private static String page(Schedule schedule, List<Contender> contenders) {
    return HtmlReport.of(List.of(Comparison.of(schedule, contenders)));
  }

  private static List<Contender> documents() {
    return List.of(Contenders.named("documents").orElseThrow());
  }

  /** Reads the page as XML, which accepts no stray character and no element left open. */
  private static Document parse(String page) throws Exception {
    var closed =
        Pattern.compile("(<meta [^>]*)>").matcher(page.replaceFirst("<!DOCTYPE html>", ""));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(closed.replaceAll("$1/>").strip())));
  }

  @Test
  void nothingThatAScheduleOrAnEngineSaysBecomesMarkup() throws Exception {
    var page = parse(page(HOSTILE, documents()));

    for (var tag : List.of("script", "img", "i", "u", "s", "em")) {
      assertThat(page.getElementsByTagName(tag).getLength()).as(tag).isZero();
    }
    assertThat(page.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("</title><script>alert(1)</script>");
    assertThat(page.getDocumentElement().getTextContent())
        .contains("<b>bold</b> & \"quoted\"", "</svg><script>alert(3)</script>", "<u>A</u>");
  }

  @Test
  void characterThatNoPageMayContainIsReplaced() {
    assertThat(Markup.escaped("a\u0000b\u001b\n\t")).isEqualTo("a\uFFFDb\uFFFD\n\t");
  }

  @Test
  void needsNothingFromElsewhere() {
    var page = page(Scenarios.named("deadlock").orElseThrow(), Contenders.all());

    assertThat(page).doesNotContain("http", "src=", "<script", "<link", "@import", "onclick");
    assertThat(Pattern.compile("url\\((?!#)").matcher(page).find()).isFalse();
  }

  @Test
  void everyLinkLeadsToOnePlaceOnThePage() throws Exception {
    var comparisons =
        List.of(
            Comparison.of(Scenarios.named("wait-or-fail").orElseThrow(), Contenders.all()),
            Comparison.of(Scenarios.named("deadlock").orElseThrow(), Contenders.all()));
    var page = parse(HtmlReport.of(comparisons));

    var ids = attributes(page, "id");
    var links = attributes(page, "href").stream().map(link -> link.substring(1)).toList();

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(links).hasSizeGreaterThan(50);
    assertThat(ids).containsAll(links);
  }

  private static List<String> attributes(Document page, String name) {
    var values = new ArrayList<String>();
    var all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      var attribute = all.item(i).getAttributes().getNamedItem(name);
      if (attribute != null) {
        values.add(attribute.getNodeValue());
      }
    }
    return values;
  }

  @Test
  void saysInWordsWhatItDraws() {
    var page = HtmlReport.of(List.of(SampleComparison.with(Optional.empty())));

    assertThat(page)
        .contains(
            "<span class=\"bad\">fails with 112 WriteConflict 40001, WriteConflictSQLException<",
            "<span class=\"waiting\">waits for A on x<",
            "decided by the level REPEATABLE READ",
            "the transaction of A was cancelled",
            "Not as expected: step a1 must wait",
            "C for A, 59,800 ms");
  }

  @Test
  void drawsWhatDemandsAnOrderAndMarksTheCycle() {
    var page = HtmlReport.of(List.of(SampleComparison.with(Optional.empty())));

    assertThat(page)
        .contains("class=\"graph\"", "<g class=\"edge cycle\">")
        .contains(
            "No order of its transactions explains it: A \u2011rw\u2011&gt; C \u2011ww\u2011&gt;"
                + " A.")
        .contains(
            "<li>A \u2011rw\u2011&gt; C, A did not see C: a1 gave 1; after C it gives 2</li>");
  }

  @Test
  void drawsSnapshotsAndTheVersionsOfTheHotDocument() {
    var page = HtmlReport.of(List.of(SampleComparison.with(Optional.empty())));

    assertThat(page)
        .contains("<g class=\"snapshot transaction\"><title>transaction reads T0</title>")
        .contains("<g class=\"snapshot newest\"><title>reads the newest, T1</title>")
        .contains("<g class=\"version undone\">", "versions of x in demo")
        .contains(
            "<p>Versions of x in demo: T0 (x, 0); (x, 2) by A, a1, undone; T1 (x, 8) by C,"
                + " c1.</p>")
        .contains(
            "tried again 604 times: 4x at once, 599x after 100 ms, woken after 7 ms</span>",
            "because: x claimed by A</span>");
  }

  @Test
  void anotherEngineDoesNotTellAndIsJudgedPermutationByPermutation() {
    var schedule =
        ScheduleReader.parse(
            "t.spec",
            """
            setup { CREATE TABLE t (k INTEGER PRIMARY KEY); INSERT INTO t VALUES (1); }
            session A step a1 { SELECT k FROM t; } step a2 { SELECT k + 1 FROM t; }
            permutation "forwards": a1 a2
            permutation "backwards": a2 a1
            """);
    try (var foreign = new ForeignContenders()) {
      var contenders =
          List.of(Contenders.named("sql:rc").orElseThrow(), foreign.named("h2:rc").orElseThrow());
      assertThat(page(schedule, contenders))
          .contains("h2:rc does not tell snapshots, versions and attempts.")
          .contains("<h3>Duet beside the others, permutation by permutation</h3>")
          .contains(
              "<th scope=\"row\"><a href=\"#run-0-1\"><code>a2 a1</code></a><span"
                  + " class=\"name\">backwards</span></th><td data-label=\"sql:rc beside h2:rc\"><a"
                  + " href=\"#run-0-1-0\"><span class=\"chip good\">same</span></a></td>");
    }
  }

  @Test
  void saysWhyARunDidNotComeToItsEnd() {
    var page = HtmlReport.of(List.of(SampleComparison.with(Optional.of("step a2 cannot begin"))));

    assertThat(page)
        .contains("Not run to its end: step a2 cannot begin")
        .doesNotContain("class=\"left\"");
  }

  @Test
  void marksTheFirstStepThatDiffers() {
    var page = page(Scenarios.named("wait-or-fail").orElseThrow(), Contenders.all());

    assertThat(page).contains("data-label=\"first differs at\" class=\"differs\"><div>b1</div>");
  }

  @Test
  void isTheSameInEveryRun() {
    assertThat(page(HOSTILE, documents())).isEqualTo(page(HOSTILE, documents()));
  }
}
