package org.duetdb.tools.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./duet demo}. */
@Command(name = "demo", mixinStandardHelpOptions = true, header = "demo")
final class DemoCommand implements Callable<Integer> {
  private final Console console;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println();
    return 0;
  }
}
