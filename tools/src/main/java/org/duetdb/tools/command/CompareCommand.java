package org.duetdb.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duetdb.tools.foreign.ForeignContenders;
import org.duetdb.tools.report.HtmlReport;
import org.duetdb.tools.report.JsonReport;
import org.duetdb.tools.report.Style;
import org.duetdb.tools.report.TextReport;
import org.duetdb.tools.run.Comparison;
import org.duetdb.tools.scenarios.Scenarios;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./duet compare}: runs schedules against contenders and prints what happened. */
@Command(
    name = "compare",
    header = "Run a schedule in both languages and show who waits, who fails and what is left.",
    description = {
      "",
      "Without a name, the demonstration runs. On Duet everything happens in virtual time on an"
          + " engine of its own, so the result is the same every time; PostgreSQL and H2 beside it"
          + " are real ones, in real time, started and stopped by this command. The exit code is 1"
          + " if a contender does something else than the schedule expects.",
      ""
    })
final class CompareCommand implements Callable<Integer> {
  private static final int AS_EXPECTED = 0;
  private static final int NOT_AS_EXPECTED = 1;

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "SCHEDULE",
      description = "names of built-in scenarios, or schedule files")
  private List<String> schedules = new ArrayList<>();

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "CONTENDER",
      description = {
        "documents; Duet's SQL at each level: sql:rc, sql:rr, sql:ser, sql:ru, or as PostgreSQL"
            + " does it: sql:pg; each with a conflict policy behind it: documents:skip,"
            + " sql:rr:wait; postgres:rc, postgres:rr, postgres:ser, h2:rc, h2:rr, h2:ser;",
        "jdbc:... is any database you have a driver for, with #rr or #ser behind it for another"
            + " level than READ COMMITTED; mongodb://... is a MongoDB, for the documents' side."
      })
  private List<String> against = new ArrayList<>();

  @Option(names = "--all", description = "run every built-in scenario")
  private boolean all;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write a page for the browser too; it needs nothing but itself")
  private Optional<Path> html = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "write everything as JSON too")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--list", description = "list the built-in scenarios and stop")
  private boolean list;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (list) {
      console.print(Scenarios.names().stream().map(CompareCommand::entry).toList());
      return AS_EXPECTED;
    }
    Stream.of(html, json).flatMap(Optional::stream).forEach(CompareCommand::refuseWithoutFolder);
    var asked = chosen();
    try (var foreign = new ForeignContenders()) {
      return compare(
          asked,
          against.isEmpty()
              ? ContenderChoice.usual(foreign)
              : ContenderChoice.of(against, foreign));
    }
  }

  private int compare(List<Schedule> asked, ContenderChoice choice) {
    var comparisons = new ArrayList<Comparison>();
    int code = AS_EXPECTED;
    Consumer<String> progress =
        console.style() == Style.ANSI ? new ProgressLine(console.out()) : text -> {};
    for (var schedule : asked) {
      var comparison = Comparison.explained(schedule, choice.contenders(), progress);
      progress.accept("");
      comparisons.add(comparison);
      console.print(TextReport.lines(comparison, console.style()));
      console.out().println();
      if (!comparison.differences().isEmpty()) {
        code = NOT_AS_EXPECTED;
      }
    }
    console.print(choice.notes());
    write(html, comparisons, HtmlReport::of);
    write(json, comparisons, JsonReport::of);
    return code;
  }

  /** Before anything is run, because a long run for nothing is a pity. */
  private static void refuseWithoutFolder(Path file) {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new MistakeException(
          file + " cannot be written: there is no such folder, or it is one");
    }
  }

  private void write(
      Optional<Path> file,
      List<Comparison> comparisons,
      Function<List<Comparison>, String> report) {
    if (file.isEmpty()) {
      return;
    }
    try {
      Files.writeString(file.get(), report.apply(comparisons));
    } catch (IOException failure) {
      throw new MistakeException(file.get() + " cannot be written: " + failure);
    }
    console.print(List.of("written: " + file.get()));
  }

  private static String entry(String name) {
    return String.format(
        Locale.ROOT, "%-24s %s", name, Scenarios.named(name).orElseThrow().head().title());
  }

  private List<Schedule> chosen() throws IOException {
    if (all) {
      return Scenarios.names().stream().map(name -> Scenarios.named(name).orElseThrow()).toList();
    }
    if (schedules.isEmpty()) {
      return List.of(Scenarios.named(Scenarios.names().get(0)).orElseThrow());
    }
    var chosen = new ArrayList<Schedule>();
    for (var name : schedules) {
      chosen.add(schedule(name));
    }
    return chosen;
  }

  private static Schedule schedule(String name) throws IOException {
    var builtIn = Scenarios.named(name);
    if (builtIn.isPresent()) {
      return builtIn.get();
    }
    var file = Path.of(name);
    if (Files.isRegularFile(file)) {
      return ScheduleReader.read(file);
    }
    throw new MistakeException(
        "there is no file '"
            + name
            + "' and no built-in scenario of that name; the built-in ones are "
            + String.join(", ", Scenarios.names()));
  }
}
