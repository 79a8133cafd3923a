package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where rows and lanes lie in the pictures of one permutation, in units of which a phone's width
 * holds a few more than {@link #WIDTH}. The rows are as high as the fullest cell of any contender
 * needs, so that all contenders' rows lie beside each other.
 */
final class Frame {
  static final int GUTTER = 22;
  static final int LINE = 13;
  static final int HEAD_LINE = 15;
  static final int PADDING = 5;

  /** How far the text of a box is from its left side. */
  static final int INSET = 7;

  static final int BOX_GAP = 3;

  /** What the rail of the transaction takes at the left of a lane. */
  static final int RAIL = 8;

  /** What a pause says above the cells of its row. */
  static final int STRIP = 15;

  /** What the sign before what a box has read from takes, in characters. */
  static final int MARK = 3;

  private static final int WIDTH = 312;
  private static final int NARROWEST_LANE = 92;
  private static final int LANE_GAP = 3;
  private static final int ARROW_GAP = 5;
  private static final int ROW_GAP = 8;
  private static final int LOWEST_ROW = 20;

  /** The width of a character of the fixed font, at the size the style sheet gives it. */
  private static final double CHARACTER = 6.65;

  /** The same of what a box has read from. */
  static final double MARK_CHARACTER = 6.1;

  /** What a cell does not show stands in the text below the picture. */
  private static final int MOST_LINES = 8;

  /** The width of a character of the sessions' names. */
  private static final double BOLD_CHARACTER = 7.5;

  private final List<String> sessions;
  private final int lanes;
  private final List<Integer> tops = new ArrayList<>();
  private final List<Integer> bottoms = new ArrayList<>();

  private Frame(List<String> sessions) {
    this.sessions = sessions;
    this.lanes = sessions.size();
  }

  /** The frame that has room for all of {@code contenders}. */
  static Frame around(List<Lanes> contenders, Axis axis) {
    var frame = new Frame(contenders.get(0).sessions());
    int top = frame.header();
    for (int row = 0; row < axis.rows(); row++) {
      top += axis.pause(row).isPresent() ? STRIP : 0;
      frame.tops.add(top);
      frame.bottoms.add(top + frame.height(contenders, row, row == axis.rows() - 1));
      top = frame.bottom(row);
    }
    return frame;
  }

  private int height(List<Lanes> contenders, int row, boolean last) {
    int content = 0;
    int arrows = 0;
    for (var contender : contenders) {
      for (int lane = 0; lane < lanes; lane++) {
        content = Math.max(content, content(contender, row, lane));
      }
      arrows = Math.max(arrows, arrows(contender, row));
    }
    if (last && content == 0) {
      return 0;
    }
    return Math.max(content, LOWEST_ROW) + ROW_GAP + arrows * ARROW_GAP;
  }

  private int content(Lanes contender, int row, int lane) {
    return contender.boxes().stream()
        .filter(box -> box.row() == row && box.lane() == lane)
        .mapToInt(box -> height(box) + BOX_GAP)
        .sum();
  }

  private static int arrows(Lanes contender, int row) {
    return (int) contender.arrows().stream().filter(arrow -> arrow.row() == row).count();
  }

  /** The lines of a box below its title, as they fit. */
  List<String> lines(Lanes.Box box) {
    var lines = new ArrayList<String>();
    box.lines().forEach(line -> lines.addAll(Wrapping.wrapFlush(line, characters())));
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    var fitting = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    fitting.add("\u2026");
    return fitting;
  }

  /** Whether what the box has read from fits behind its title. */
  boolean isMarkBesideTitle(Lanes.Box box) {
    var title = title(box);
    return title.size() == 1
        && title.get(0).length() + MARK + Insight.states(box.reads()).length() <= characters();
  }

  /** The lines that the title takes, and what the box has read from. */
  int headLines(Lanes.Box box) {
    return title(box).size() + (box.reads().isEmpty() || isMarkBesideTitle(box) ? 0 : 1);
  }

  /** The title of a box, as it fits. */
  List<String> title(Lanes.Box box) {
    return Wrapping.wrapFlush(box.title(), characters());
  }

  private int characters() {
    return (int) ((boxWidth() - INSET - 1) / CHARACTER);
  }

  int height(Lanes.Box box) {
    return (headLines(box) + lines(box).size()) * LINE + 2 * PADDING - 2;
  }

  /** The name of a session, in lines that fit above its lane. */
  List<String> head(int lane) {
    int characters = (int) ((laneWidth() - RAIL) / BOLD_CHARACTER);
    return Wrapping.wrapFlush(sessions.get(lane), characters);
  }

  /** The height of what stands above the first row. */
  int header() {
    int lines = 1;
    for (int lane = 0; lane < lanes; lane++) {
      lines = Math.max(lines, head(lane).size());
    }
    return lines * HEAD_LINE + 9;
  }

  int width() {
    return GUTTER + lanes * laneWidth();
  }

  int height() {
    return bottoms.get(bottoms.size() - 1);
  }

  int laneWidth() {
    return Math.max(NARROWEST_LANE, (WIDTH - GUTTER) / lanes);
  }

  int left(int lane) {
    return GUTTER + lane * laneWidth();
  }

  int boxLeft(int lane) {
    return left(lane) + RAIL;
  }

  int boxWidth() {
    return laneWidth() - RAIL - LANE_GAP;
  }

  /** Where the cells of a row begin. */
  int top(int row) {
    return tops.get(row);
  }

  int bottom(int row) {
    return bottoms.get(row);
  }

  /** Where the arrow of that number runs, between the cells of its row and the next. */
  int arrowAt(int row, int number) {
    return bottom(row) - ROW_GAP + 2 - number * ARROW_GAP;
  }
}
