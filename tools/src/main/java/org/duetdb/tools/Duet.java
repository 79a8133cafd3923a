package org.duetdb.tools;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.duetdb.tools.command.Console;
import org.duetdb.tools.command.DuetCommand;
import org.duetdb.tools.command.WarmUp;
import org.duetdb.tools.report.Style;
import picocli.CommandLine;

/** The program behind {@code ./duet}. */
public final class Duet {
  private Duet() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    var warmUp = WarmUp.of(arguments);
    var style = CommandLine.Help.Ansi.AUTO.enabled() ? Style.ANSI : Style.PLAIN;
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(DuetCommand.commandLine(new Console(out, style), warmUp).execute(arguments));
  }
}
