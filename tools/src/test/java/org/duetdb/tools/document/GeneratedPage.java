package org.duetdb.tools.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documentation with sections that are made from runs, between the comments {@code
 * <!-- generated: NAME -->} and {@code <!-- end -->}; what stands outside of them is written by
 * hand.
 */
final class GeneratedPage {
  /** Set to rewrite the pages instead of judging them. */
  private static final String UPDATE = "comparison.update";

  private static final String END = "<!-- end -->";

  private final Path file;
  private final String written;
  private String made;

  private GeneratedPage(Path file, String written) {
    this.file = file;
    this.written = written;
    this.made = written;
  }

  /** The page of that name below the project's folder. */
  static GeneratedPage of(String name) throws IOException {
    var file = Path.of("..", name);
    return new GeneratedPage(file, Files.readString(file));
  }

  /** Puts {@code text} into the section. */
  GeneratedPage with(String section, String text) {
    var head = "<!-- generated: " + section + " -->\n";
    int start = made.indexOf(head);
    int end = made.indexOf(END, start);
    if (start < 0 || end < 0) {
      throw new AssertionError(file + " has no section '" + section + "'");
    }
    made = made.substring(0, start + head.length()) + "\n" + text + "\n" + made.substring(end);
    return this;
  }

  /** How the page differs from what the runs have made of it; empty if it does not. */
  String difference() {
    return TextDifference.of(written, made);
  }

  /** Fails if the page is not what the runs have made of it, or rewrites it if that was asked. */
  void settle() throws IOException {
    if (made.equals(written)) {
      return;
    }
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(file, made);
      return;
    }
    throw new AssertionError(
        file.getFileName()
            + " is not what the contenders do now (-: the page, +: this run).\n"
            + "If this run is right, run the test again with -D"
            + UPDATE
            + "=true, and commit the page.\n\n"
            + difference());
  }
}
