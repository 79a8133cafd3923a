package org.duetdb.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duetdb.tools.foreign.ForeignContenders;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.scenarios.Scenarios;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page as a browser lays it out: nothing is cut off, nothing overlaps. Not every machine has a
 * browser, so only the profile {@code browser} runs this class; there, a missing one is a failure.
 *
 * <p>The browser is driven by its command line alone. It cannot be told there to be dark or to
 * print, so the page gets the style sheet's rules for that as rules for everything; what is
 * measured is so the looks of print, not where its pages end.
 */
class BrowserLayout {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private static final Schedule LONG_WORDS =
      ScheduleReader.parse(
          "long-words.spec",
          """
          # Names and values longer than any place for them.
          setup document { db.demo.insertOne({_id: 'Donaudampfschifffahrtsgesellschaft', v: 0}) }
          session "the first session of them all" setup document { session.startTransaction() }
          step "Donaudampfschifffahrtsgesellschaft" document { db.demo.updateMany({}, {$inc: {v: 1}}) }
          step "to the end" document { session.commitTransaction() }
          session s2 step s2a document { db.demo.updateMany({}, {$inc: {v: 1}}) }
          session s3 step s3a document { db.demo.updateMany({}, {$inc: {v: 1}}) }
          session s4 step s4a document { db.demo.updateMany({}, {$inc: {v: 1}}) }
          session s5 step s5a document { db.demo.find() }
          permutation "Donaudampfschifffahrtsgesellschaft" s2a s3a s4a s5a advance 70s "to the end"
          permutation "Donaudampfschifffahrtsgesellschaft" s2a s3a s4a "to the end"
          """);

  @TempDir private static Path folder;

  private static String page = "";

  @BeforeAll
  static void writePage() {
    var schedules =
        Stream.concat(
            Stream.of(
                    "wait-or-fail",
                    "backoff",
                    "deadlock",
                    "savepoint",
                    "hermitage-otv",
                    "hermitage-g2-two-edges",
                    "queue-wait")
                .map(name -> Scenarios.named(name).orElseThrow()),
            Stream.of(LONG_WORDS));
    try (var foreign = new ForeignContenders()) {
      var contenders = new ArrayList<>(Contenders.all());
      contenders.add(foreign.named("h2:rr").orElseThrow());
      page =
          HtmlReport.of(
              schedules
                  .map(schedule -> Comparison.explained(schedule, contenders, step -> {}))
                  .toList());
    }
  }

  @ParameterizedTest(name = "{0} pixels, {1}")
  @CsvSource({
    "360, light, 'rgb(253, 253, 251)'",
    "360, dark, 'rgb(20, 23, 26)'",
    "360, print, 'rgb(255, 255, 255)'",
    "1280, light, 'rgb(253, 253, 251)'",
    "1280, dark, 'rgb(20, 23, 26)'",
    "1280, print, 'rgb(255, 255, 255)'"
  })
  void nothingIsCutOffAndNothingOverlaps(int width, String look, String background)
      throws IOException, InterruptedException {
    var measured = measure(width, look);

    assertThat(measured)
        .contains("width " + width, "background " + background)
        .noneMatch(line -> line.startsWith("PROBLEM"));
    assertThat(fact(measured, "boxes")).isGreaterThan(100);
    assertThat(fact(measured, "arrows")).isGreaterThan(10);
    assertThat(fact(measured, "snapshots")).isGreaterThan(100);
    assertThat(fact(measured, "versions")).isGreaterThan(50);
    assertThat(fact(measured, "undone")).isGreaterThan(5);
    assertThat(fact(measured, "verdicts")).isGreaterThan(5);
    assertThat(fact(measured, "smallest")).as("pixels of the smallest type").isGreaterThan(6);
  }

  private static double fact(List<String> measured, String name) {
    return measured.stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> measure(int width, String look)
      throws IOException, InterruptedException {
    var script = "<script>" + resource("measure.js") + "</script></body>";
    var measuring = styled(look).replace("</body>", script);
    var dump = dump(Files.writeString(folder.resolve("page.html"), framed(measuring, width)));
    var found = Pattern.compile("<pre id=\"measured\">(.*?)</pre>", Pattern.DOTALL).matcher(dump);
    assertThat(found.find()).as("the measuring script ran").isTrue();
    return found.group(1).lines().toList();
  }

  /** A window cannot be as narrow as a phone, but a frame in it can. */
  private static String framed(String measuring, int width) {
    return new Markup()
        .open("body")
        .open("iframe", "width", width, "height", 1000, "frameborder", 0, "srcdoc", measuring)
        .close("iframe")
        .close("body")
        .toString();
  }

  /** The page with one of the looks for everybody. */
  private static String styled(String look) {
    var dark = page.replace("@media (prefers-color-scheme: dark)", media(look.equals("dark")));
    assertThat(dark).isNotEqualTo(page);
    var printed = dark.replace("@media print", media(look.equals("print")));
    assertThat(printed).isNotEqualTo(dark);
    return printed;
  }

  private static String media(boolean applies) {
    return applies ? "@media all" : "@media not all";
  }

  private static String dump(Path file) throws IOException, InterruptedException {
    var output = folder.resolve("dump.html");
    var process =
        new ProcessBuilder(
                browser().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as("the browser's exit code").isZero();
    return Files.readString(output);
  }

  private static Path browser() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .flatMap(place -> BROWSERS.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no browser on the PATH; one of " + BROWSERS + " is needed"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = BrowserLayout.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
