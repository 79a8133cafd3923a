package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duetdb.tools.run.DocumentVersion;

/**
 * The versions of one document as SVG, the oldest first: a line of those that were committed, and
 * beside it those that were not.
 */
final class VersionDrawing {
  private static final int WIDTH = 312;
  private static final int ROW = 17;
  private static final int TOP = 20;
  private static final int LINE = 30;
  private static final int ASIDE = 41;
  private static final int TEXT = 50;

  /** How many of the line's characters fit. */
  private static final int CHARACTERS = 38;

  /** More versions than that are not all shown; the sentence below has them. */
  private static final int MOST = 14;

  private final VersionChain chain;
  private final List<DocumentVersion> shown;
  private final Markup out;

  private VersionDrawing(VersionChain chain, Markup out) {
    this.chain = chain;
    this.out = out;
    var versions = chain.versions();
    shown = new ArrayList<>(versions);
    if (versions.size() > MOST) {
      shown.subList(MOST / 2, versions.size() - MOST / 2).clear();
    }
  }

  static void draw(VersionChain chain, Markup out) {
    new VersionDrawing(chain, out).draw();
  }

  private void draw() {
    int left = chain.versions().size() - shown.size();
    int rows = shown.size() + (left > 0 ? 1 : 0);
    out.open(
            "svg",
            "class",
            "chain",
            "viewBox",
            "0 0 " + WIDTH + " " + (TOP + rows * ROW),
            "role",
            "img",
            "aria-label",
            chain.sentence())
        .line();
    text("title", 0, 11, "versions of " + fitting(chain.document(), CHARACTERS - 6));
    var committed = new ArrayList<Integer>();
    int row = 0;
    for (int i = 0; i < shown.size(); i++) {
      if (left > 0 && i == MOST / 2) {
        text("more", TEXT, y(row++) + 4, left + " more \u2026");
      }
      if (!VersionChain.state(shown.get(i)).isEmpty()) {
        committed.add(row);
      }
      version(shown.get(i), row++, committed);
    }
    out.close("svg").line();
  }

  private static int y(int row) {
    return TOP + row * ROW + ROW / 2 - 2;
  }

  private void version(DocumentVersion version, int row, List<Integer> committed) {
    var state = VersionChain.state(version);
    int x = state.isEmpty() ? ASIDE : LINE;
    out.open("g", "class", "version " + version.state().name().toLowerCase(Locale.ROOT));
    int last = committed.size() - (state.isEmpty() ? 1 : 2);
    if (last >= 0) {
      line(LINE, y(committed.get(last)) + 4, x, y(row) - (state.isEmpty() ? 0 : 4));
    }
    out.open("circle", "cx", x, "cy", y(row), "r", 3.5).close("circle");
    text("state", LINE - 9, y(row) + 4, state);
    var writer = VersionChain.writer(version);
    var room = CHARACTERS - (writer.isEmpty() ? 0 : writer.length() + 2);
    text("content", TEXT, y(row) + 4, fitting(VersionChain.content(version), Math.max(8, room)));
    text("writer", WIDTH - 2, y(row) + 4, fitting(writer, CHARACTERS - 10));
    out.close("g").line();
  }

  private static String fitting(String text, int characters) {
    return text.length() <= characters ? text : text.substring(0, characters - 1) + "\u2026";
  }

  private void line(int x1, int y1, int x2, int y2) {
    out.open("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2).close("line");
  }

  private void text(String kind, int x, int y, String text) {
    if (!text.isEmpty()) {
      out.element("text", text, "class", kind, "x", x, "y", y);
    }
  }
}
