package org.duetdb.tools.report;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.duetdb.tools.run.StepTrace;
import org.duetdb.tools.run.TransactionState;

/** One contender's lanes as SVG. Looks are the style sheet's business; here are only places. */
final class LaneDrawing {
  private final Lanes lanes;
  private final Axis axis;
  private final Frame frame;
  private final String id;
  private final Markup out;
  private final Map<Integer, Integer> arrowsInRow = new HashMap<>();
  private final Map<String, Integer> filled = new HashMap<>();

  private LaneDrawing(Lanes lanes, Axis axis, Frame frame, String id, Markup out) {
    this.lanes = lanes;
    this.axis = axis;
    this.frame = frame;
    this.id = id;
    this.out = out;
  }

  /** Draws; {@code id} is the beginning of the ids of the items of the text that says the same. */
  static void draw(Lanes lanes, Axis axis, Frame frame, String id, Markup out) {
    new LaneDrawing(lanes, axis, frame, id, out).draw();
  }

  /** The id of the text of a step. */
  static String textId(String id, StepTrace step) {
    return id + "-" + step.begun().order();
  }

  private void draw() {
    out.open(
            "svg",
            "viewBox",
            "0 0 " + frame.width() + " " + frame.height(),
            "role",
            "group",
            "aria-label",
            "Lanes of " + lanes.trace().contender() + "; the list below says the same")
        .line();
    rows();
    heads();
    for (int lane = 0; lane < lanes.sessions().size(); lane++) {
      rail(lane);
    }
    lanes.spans().forEach(this::span);
    lanes.boxes().forEach(this::box);
    lanes.arrows().forEach(this::arrow);
    out.close("svg").line();
  }

  private void rows() {
    for (int row = 0; row < axis.rows(); row++) {
      if (frame.bottom(row) == frame.top(row)) {
        continue;
      }
      int top = frame.top(row);
      var pause = axis.pause(row);
      int line = top - 3 - (pause.isPresent() ? Frame.STRIP : 0);
      line("row", 0, line, frame.width(), line);
      pause.ifPresent(text -> text("pause", Frame.GUTTER + Frame.RAIL, top - 5, text));
      text("number", Frame.GUTTER - 5, line + 15, axis.label(row));
    }
  }

  private void heads() {
    for (int lane = 0; lane < lanes.sessions().size(); lane++) {
      int y = Frame.HEAD_LINE;
      for (var line : frame.head(lane)) {
        text("session", frame.boxLeft(lane), y, line);
        y += Frame.HEAD_LINE;
      }
    }
  }

  /** The line of a lane, by the state of its transaction. */
  private void rail(int lane) {
    var state = TransactionState.NONE;
    int from = frame.header() - 4;
    for (int row = 0; row < axis.rows(); row++) {
      for (var change : lanes.changes()) {
        if (change.row() == row && change.lane() == lane && change.state() != state) {
          int at = frame.top(row) + (change.state() == TransactionState.NONE ? 20 : 4);
          rail(lane, from, at, state);
          from = at;
          state = change.state();
        }
      }
    }
    rail(lane, from, frame.height(), state);
  }

  private void rail(int lane, int from, int to, TransactionState state) {
    int x = frame.left(lane) + 3;
    line("rail " + state.name().toLowerCase(Locale.ROOT), x, from, x, to);
  }

  private void span(Lanes.Span span) {
    int bottom =
        span.to() == span.from() ? frame.bottom(span.from()) - 4 : frame.top(span.to()) + 2;
    int top = frame.top(span.from()) + 4;
    rect("wait", frame.boxLeft(span.lane()), top, frame.boxWidth(), bottom - top);
  }

  private void box(Lanes.Box box) {
    var cell = box.row() + "/" + box.lane();
    int top = frame.top(box.row()) + filled.getOrDefault(cell, 0);
    int height = frame.height(box);
    filled.merge(cell, height + Frame.BOX_GAP, Integer::sum);
    box.step().ifPresent(step -> out.open("a", "href", "#" + textId(id, step)));
    out.open("g", "class", "box " + kind(box.role()));
    out.element(
        "title",
        box.step()
            .map(step -> step.step() + ": " + Wrapping.dedent(step.text()))
            .orElse("the transaction was cancelled from outside"));
    rect("body", frame.boxLeft(box.lane()), top, frame.boxWidth(), height);
    rect("edge", frame.boxLeft(box.lane()), top, 3, height);
    int y = top + Frame.PADDING + Frame.LINE - 4;
    for (var title : frame.title(box)) {
      text("name", frame.boxLeft(box.lane()) + Frame.INSET, y, title);
      y += Frame.LINE;
    }
    if (!box.reads().isEmpty()) {
      mark(box, frame.isMarkBesideTitle(box) ? y - Frame.LINE : y);
      y = top + Frame.PADDING + Frame.LINE - 4 + frame.headLines(box) * Frame.LINE;
    }
    for (var line : frame.lines(box)) {
      text(
          line.equals(Lanes.DIFFERS) ? "differs" : "said",
          frame.boxLeft(box.lane()) + Frame.INSET,
          y,
          line);
      y += Frame.LINE;
    }
    out.close("g");
    box.step().ifPresent(step -> out.close("a"));
    out.line();
  }

  /** At the right: a sign for the kind of snapshot, and which state it is of. */
  private void mark(Lanes.Box box, int y) {
    var states = Insight.states(box.reads());
    var scope = box.reads().get(box.reads().size() - 1).scope();
    int right = frame.boxLeft(box.lane()) + frame.boxWidth() - 4;
    int sign = right - (int) Math.ceil(states.length() * Frame.MARK_CHARACTER) - 6;
    out.open("g", "class", "snapshot " + scope.name().toLowerCase(Locale.ROOT));
    out.element("title", String.join("; ", Insight.reads(box.reads())));
    out.open("circle", "cx", sign, "cy", y - 3, "r", 2.7).close("circle");
    text("read", right, y, states);
    out.close("g");
  }

  private static String kind(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private void arrow(Lanes.Arrow arrow) {
    int number = arrowsInRow.merge(arrow.row(), 1, Integer::sum) - 1;
    int y = frame.arrowAt(arrow.row(), number);
    boolean leftward = arrow.holder() < arrow.waiter();
    int from = frame.boxLeft(arrow.waiter()) + (leftward ? 6 : frame.boxWidth() - 6);
    int to = frame.left(arrow.holder()) + 3 + (leftward ? 3 : -3);
    int head = leftward ? 5 : -5;
    out.open("g", "class", "arrow");
    out.element(
        "title",
        lanes.sessions().get(arrow.waiter())
            + " waits for "
            + lanes.sessions().get(arrow.holder()));
    out.open("circle", "cx", from, "cy", y, "r", 2.2).close("circle");
    line("shaft", from, y, to + head, y);
    var points =
        to + "," + y + " " + (to + head) + "," + (y - 3) + " " + (to + head) + "," + (y + 3);
    out.open("polygon", "points", points).close("polygon").close("g").line();
  }

  private void rect(String kind, int x, int y, int width, int height) {
    out.open("rect", "class", kind, "x", x, "y", y, "width", width, "height", height, "rx", 3)
        .close("rect");
  }

  private void line(String kind, int x1, int y1, int x2, int y2) {
    out.open("line", "class", kind, "x1", x1, "y1", y1, "x2", x2, "y2", y2).close("line").line();
  }

  private void text(String kind, int x, int y, String text) {
    out.element("text", text, "class", kind, "x", x, "y", y);
  }
}
