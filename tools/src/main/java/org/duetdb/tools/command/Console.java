package org.duetdb.tools.command;

import java.io.PrintWriter;
import org.duetdb.tools.report.Style;

/**
 * Where a command prints.
 *
 * @param out for results
 * @param style how they look
 */
public record Console(PrintWriter out, Style style) {
  /** Prints lines. */
  void print(Iterable<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }
}
