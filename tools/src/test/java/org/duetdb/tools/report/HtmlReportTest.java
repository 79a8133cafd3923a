package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
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
