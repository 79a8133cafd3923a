package org.duetdb.tools.command;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** A line that is written over while something goes on, and wiped by an empty text. */
final class ProgressLine implements Consumer<String> {
  private final PrintWriter out;
  private String shown = "";

  ProgressLine(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(String text) {
    if (text.equals(shown)) {
      return;
    }
    out.print("\r" + text + " ".repeat(Math.max(0, shown.length() - text.length())));
    if (text.isEmpty()) {
      out.print("\r");
    }
    out.flush();
    shown = text;
  }
}
