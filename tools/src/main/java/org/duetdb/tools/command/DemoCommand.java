package org.duetdb.tools.command;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.duetdb.tools.demo.Demonstration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./duet demo}: the demonstration as a session of MongoDB's shell. */
@Command(
    name = "demo",
    header = "Play the demonstration as a session of MongoDB's shell.",
    description = {
      "",
      "One document, a transaction that holds it, another that fails on conflict, and a single"
          + " update that waits: with what the shell prints, what the waiting costs, mongostat and"
          + " the profiler. Replies, dates and counts come from the run.",
      ""
    })
final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--real-time",
      description = "wait on the machine's clock, four and a half minutes, instead of virtually")
  private boolean realTime;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Consumer<String> out = console.out()::println;
    if (realTime) {
      Demonstration.playInRealTime(out, new ProgressLine(console.out()));
    } else {
      Demonstration.playInVirtualTime(out);
    }
    console.out().flush();
    return 0;
  }
}
