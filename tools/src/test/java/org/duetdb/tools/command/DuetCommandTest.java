package org.duetdb.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.duetdb.tools.report.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuetCommandTest {
  private static final String SPEC =
      """
      setup document { db.demo.insertOne({_id: 'x', value: 0}) }
      session A step a1 document { db.demo.updateOne({_id: 'x'}, {$inc: {value: 1}}) }
      permutation a1
      expect documents { outcome (x, EXPECTED) }
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return DuetCommand.commandLine(new Console(new PrintWriter(out), Style.PLAIN), WarmUp.of())
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static Path spec(Path folder, String expected) throws IOException {
    return Files.writeString(folder.resolve("my.spec"), SPEC.replace("EXPECTED", expected));
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString()).contains("compare", "demo", "sql", "./duet compare my.spec");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void listsTheScenariosWithTheirTitles() {
    assertThat(run("compare", "--list")).isZero();

    assertThat(out.toString()).contains("deadlock", "A deadlock: two documents in opposite order");
  }

  @Test
  void refusesAFileInNoFolderBeforeAnythingRuns(@TempDir Path folder) throws IOException {
    var nowhere = folder.resolve("none").resolve("out.html");

    assertThat(run("compare", spec(folder, "1").toString(), "--html", nowhere.toString()))
        .isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(nowhere + " cannot be written");
  }

  @Test
  void writesThePageAndTheData(@TempDir Path folder) throws IOException {
    var page = folder.resolve("out.html");
    var data = folder.resolve("out.json");

    var spec = spec(folder, "1").toString();
    int code =
        run(
            "compare",
            spec,
            "--html",
            page.toString(),
            "--json",
            data.toString(),
            "--against",
            "documents");

    assertThat(code).isZero();
    assertThat(out.toString()).contains("written: " + page, "written: " + data);
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("db.demo.updateOne");
    assertThat(data).content().startsWith("{").contains("db.demo.updateOne");
  }

  @Test
  void saysWhichFileCannotBeWritten(@TempDir Path folder) throws IOException {
    var nowhere = folder.resolve("no").resolve("out.html");

    var spec = spec(folder, "1").toString();
    int code = run("compare", spec, "--html", nowhere.toString(), "--against", "documents");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(nowhere + " cannot be written");
  }

  @Test
  void runsAScheduleFromAFile(@TempDir Path folder) throws IOException {
    int code = run("compare", spec(folder, "1").toString(), "--against", "documents");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("db.demo.updateOne", "-> ok, 1 matched, 1 modified", "(x, 1)");
  }

  @Test
  void failsWhenAnExpectationFails(@TempDir Path folder) throws IOException {
    int code = run("compare", spec(folder, "2").toString(), "--against", "documents");

    assertThat(code).isEqualTo(1);
    assertThat(out.toString())
        .contains("NOT AS EXPECTED: the outcome must be (x, 2), but is (x, 1)");
  }

  @Test
  void aBadFileIsNamedWithLineAndColumn(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("bad.spec"), "session A\nstop a1 { }");

    assertThat(run("compare", file.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("bad.spec:2:1: session 'A' needs a step, found 'stop'");
  }

  @Test
  void anUnknownScenarioIsAnsweredWithTheKnownOnes() {
    assertThat(run("compare", "dedlock")).isEqualTo(2);

    assertThat(err.toString()).contains("there is no file 'dedlock'", "deadlock, savepoint");
  }

  @Test
  void anUnknownContenderIsAnsweredWithTheKnownOnes() {
    assertThat(run("compare", "--against", "sql:xx")).isEqualTo(2);

    assertThat(err.toString()).contains("there is no contender 'sql:xx'", "documents, sql:rc");
  }

  @Test
  void anUnknownCommandIsRefused() {
    assertThat(run("comp")).isEqualTo(2);

    assertThat(err.toString()).contains("Did you mean: duet compare?");
  }

  @Test
  void sqlNeedsAUrlOfDuet() {
    assertThat(run("sql", "jdbc:postgresql:shop")).isEqualTo(2);
    assertThat(err.toString()).contains("begins with jdbc:duet:", "jdbc:postgresql:shop");
  }
}
