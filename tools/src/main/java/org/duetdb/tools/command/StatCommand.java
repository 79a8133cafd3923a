package org.duetdb.tools.command;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.tools.stage.RealStage;
import org.duetdb.tools.stage.Stage;
import org.duetdb.tools.stage.VirtualStage;
import org.duetdb.tools.stat.StatSample;
import org.duetdb.tools.stat.StatTable;
import org.duetdb.tools.stat.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./duet stat}: mongostat's view of a workload with conflicts. */
@Command(
    name = "stat",
    header = "Show mongostat's view of writers that wait for a transaction.",
    description = {
      "",
      "Some writers increment a few documents; every five seconds a transaction keeps one of them"
          + " for two. As on MongoDB, an operation's write conflicts are counted when it ends.",
      ""
    })
final class StatCommand implements Callable<Integer> {
  private static final String COLUMNS =
      "insert,query,update,delete,metrics.operation.writeConflicts.rate(),time";
  private static final Instant START = Instant.parse("2025-07-23T08:48:48.100Z");

  private final Console console;

  @Option(
      names = "-o",
      paramLabel = "COLUMNS",
      defaultValue = COLUMNS,
      description =
          "operations, time, and paths into serverStatus, with .rate() or .diff() or as they are;"
              + " =HEADER behind one renames it (default: ${DEFAULT-VALUE})")
  private String columns = COLUMNS;

  @Option(
      names = {"-n", "--rowcount"},
      defaultValue = "15",
      description = "how many rows, one a second (default: ${DEFAULT-VALUE})")
  private int rows;

  @Option(
      names = "--writers",
      defaultValue = "4",
      description = "how many write at the same time (default: ${DEFAULT-VALUE})")
  private int writers;

  @Option(
      names = "--documents",
      defaultValue = "3",
      description = "how many documents they share (default: ${DEFAULT-VALUE})")
  private int documents;

  @Option(
      names = "--schedule",
      defaultValue = "mongodb-8.0",
      description = "how a waiting writer looks again (default: ${DEFAULT-VALUE})")
  private String schedule = "";

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "of what the writers do (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--real-time",
      description = "on the machine's clock, a row a second, instead of virtually")
  private boolean realTime;

  StatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (writers < 1 || documents < 1) {
      throw new MistakeException("there must be at least one writer and one document");
    }
    Stage stage = realTime ? new RealStage() : new VirtualStage(START);
    var options =
        DeploymentOptions.inMemory("")
            .withTime(stage.time())
            .with(DeploymentOption.CONFLICT_SCHEDULE, schedule);
    try (var deployment = Deployment.open(options)) {
      show(stage, deployment, table(deployment));
    }
    return 0;
  }

  private StatTable table(Deployment deployment) {
    var table = StatTable.parse(columns);
    var unknown = table.unknown(StatSample.of(deployment));
    if (!unknown.isEmpty()) {
      throw new MistakeException(
          "serverStatus has no number "
              + String.join(", ", unknown)
              + "; try for example opcounters.update, metrics.operation.waiting or"
              + " transactions.currentOpen");
    }
    return table;
  }

  private void show(Stage stage, Deployment deployment, StatTable table) {
    var workload = new Workload(stage, deployment, documents, seed);
    workload.begin(writers);
    print(table.header());
    var before = StatSample.of(deployment);
    for (int row = 0; row < rows; row++) {
      stage.pass(Duration.ofSeconds(1));
      var now = StatSample.of(deployment);
      print(table.row(before, now));
      before = now;
    }
    workload.end();
  }

  private void print(String line) {
    console.out().println(line);
    console.out().flush();
  }
}
