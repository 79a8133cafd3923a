package org.duetdb.tools.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sqlline.SqlLine;

/** {@code ./duet sql}: SQLLine on a database. */
@Command(
    name = SqlCommand.NAME,
    header = "Open a SQL shell on a database.",
    description = {
      "",
      "The shell is SQLLine: statements end with a semicolon, its own commands begin with an"
          + " exclamation mark (!help, !tables, !describe NAME, !quit). The database lives in this"
          + " process and is gone when the shell ends. Options of the connection follow the URL, as"
          + " in 'jdbc:duet:mem:shop?lock_timeout=2000'.",
      ""
    })
final class SqlCommand implements Callable<Integer> {
  static final String NAME = "sql";

  private static final String JDBC = "jdbc:duet:";

  /** JLine's property, which the launcher sets where no terminal is; it has no width then. */
  private static final String DUMB = "org.jline.terminal.dumb";

  private static final int WIDE = 10_000;

  private final WarmUp warmUp;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "jdbc:duet:mem:duet",
      description = "where to connect to; default: ${DEFAULT-VALUE}")
  private String url = "";

  @Option(
      names = {"-e", "--execute"},
      paramLabel = "SQL",
      description = "run this text and stop")
  private @Nullable String text;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "run the statements of this file and stop")
  private @Nullable Path file;

  SqlCommand(WarmUp warmUp) {
    this.warmUp = warmUp;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!url.startsWith(JDBC)) {
      throw new MistakeException(
          "a database's URL begins with "
              + JDBC
              + ", as in jdbc:duet:mem:shop; this one is '"
              + url
              + "'");
    }
    warmUp.await();
    // SQLLine prints to the process's own streams.
    var status = SqlLine.start(arguments().toArray(String[]::new), null, true);
    return status == SqlLine.Status.OK ? 0 : 1;
  }

  private List<String> arguments() {
    // SQLLine begins transactions at REPEATABLE READ if nobody says otherwise.
    var arguments = new ArrayList<>(List.of("--isolation=TRANSACTION_READ_COMMITTED"));
    if (Boolean.getBoolean(DUMB)) {
      arguments.add("--maxWidth=" + WIDE);
    }
    arguments.addAll(List.of("-u", url, "-n", "", "-p", ""));
    if (text != null) {
      arguments.addAll(List.of("-e", text));
    }
    if (file != null) {
      arguments.addAll(List.of("-f", file.toString()));
    }
    return arguments;
  }
}
