package org.duetdb.tools.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** What {@code ./duet} knows by itself: its subcommands. */
@Command(
    name = "duet",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = ModuleVersion.class,
    usageHelpWidth = 100,
    synopsisSubcommandLabel = "COMMAND",
    header = "Duet: one document engine, two languages, and what happens when two writers meet.",
    description = {
      "",
      "A schedule says what some sessions do and in which order. Duet runs it through its document"
          + " API and through SQL and shows side by side who waits, who fails, with what, and what"
          + " is left.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Begin with:",
      "  ./duet compare               the demonstration: one holds a document, two want it",
      "  ./duet compare --list        all built-in scenarios",
      "  ./duet compare deadlock      one of them",
      "  ./duet compare my.spec       your own schedule, in the grammar of PostgreSQL's specs",
      "  ./duet compare --html FILE   the same as a page for the browser",
      "  ./duet demo                  the same as a session of MongoDB's shell",
      "  ./duet stat                  writers that wait, as mongostat shows them",
      "  ./duet sql                   a SQL shell on a database in memory",
      "  ./duet sql -e 'VALUES 1'     one statement"
    })
public final class DuetCommand {
  private DuetCommand() {}

  /** The command line, ready to be executed. */
  public static CommandLine commandLine(Console console, WarmUp warmUp) {
    return new CommandLine(new DuetCommand())
        .addSubcommand(new CompareCommand(console))
        .addSubcommand(new DemoCommand(console))
        .addSubcommand(new StatCommand(console))
        .addSubcommand(new SqlCommand(warmUp))
        .setOut(console.out())
        .setExecutionExceptionHandler(new FailureReport());
  }
}
