package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duetdb.tools.run.Dependency;
import org.duetdb.tools.run.Explanation;

/**
 * The transactions of a contradiction and what demands their order, as SVG; the cycle stands out.
 */
final class DependencyDrawing {
  private static final int WIDTH = 312;
  private static final int HEIGHT = 150;
  private static final int RADIUS = 17;

  /** How far an edge bends to its side if there is one back, which would lie on it. */
  private static final double BEND = 24;

  private static final Point CENTRE = new Point(WIDTH / 2.0, HEIGHT / 2.0);

  private final Explanation.Contradiction contradiction;
  private final List<String> nodes;
  private final Markup out;

  private DependencyDrawing(Explanation.Contradiction contradiction, Markup out) {
    this.contradiction = contradiction;
    this.out = out;
    this.nodes =
        contradiction.dependencies().stream()
            .flatMap(one -> Stream.of(one.from(), one.to()))
            .distinct()
            .sorted()
            .toList();
  }

  static void draw(Explanation.Contradiction contradiction, Markup out) {
    new DependencyDrawing(contradiction, out).draw();
  }

  private record Point(double x, double y) {
    Point towards(Point other, double distance) {
      double length = Math.max(1, Math.hypot(other.x - x, other.y - y));
      return new Point(
          x + (other.x - x) / length * distance, y + (other.y - y) / length * distance);
    }

    /** Half way to {@code other}, and from there {@code bend} to the right. */
    Point beside(Point other, double bend) {
      double length = Math.max(1, Math.hypot(other.x - x, other.y - y));
      return new Point(
          (x + other.x) / 2 - (other.y - y) / length * bend,
          (y + other.y) / 2 + (other.x - x) / length * bend);
    }

    /** From here, looking to {@code other}, {@code distance} to the right. */
    Point aside(Point other, double distance) {
      double length = Math.max(1, Math.hypot(other.x - x, other.y - y));
      return new Point(
          x - (other.y - y) / length * distance, y + (other.x - x) / length * distance);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
  }

  private void draw() {
    out.open(
            "svg",
            "class",
            "graph",
            "viewBox",
            "0 0 " + WIDTH + " " + HEIGHT,
            "role",
            "img",
            "aria-label",
            "What demands an order of "
                + String.join(", ", nodes)
                + "; the list below says the same")
        .line();
    Set<List<String>> cycle = new LinkedHashSet<>();
    contradiction.cycle().forEach(one -> cycle.add(List.of(one.from(), one.to())));
    edges().forEach((ends, kinds) -> edge(ends, kinds, cycle.contains(ends)));
    nodes.forEach(this::node);
    out.close("svg").line();
  }

  /** The kinds of dependencies from one transaction to another. */
  private Map<List<String>, Set<String>> edges() {
    var edges = new LinkedHashMap<List<String>, Set<String>>();
    for (Dependency one : contradiction.dependencies()) {
      edges
          .computeIfAbsent(List.of(one.from(), one.to()), ends -> new LinkedHashSet<>())
          .add(Orders.kind(one));
    }
    return edges;
  }

  private Point place(String name) {
    int index = nodes.indexOf(name);
    double angle = Math.PI + 2 * Math.PI * index / nodes.size();
    return new Point(
        WIDTH / 2.0 + Math.cos(angle) * (WIDTH / 2.0 - 70),
        HEIGHT / 2.0 + Math.sin(angle) * (HEIGHT / 2.0 - RADIUS - 6));
  }

  private void edge(List<String> ends, Set<String> kinds, boolean inCycle) {
    var from = place(ends.get(0));
    var to = place(ends.get(1));
    boolean hasOneBack = edges().containsKey(List.of(ends.get(1), ends.get(0)));
    var bent = from.beside(to, hasOneBack ? 2 * BEND : 0);
    var start = from.towards(bent, RADIUS + 1);
    var end = to.towards(bent, RADIUS + 8);
    out.open("g", "class", inCycle ? "edge cycle" : "edge");
    out.element("title", ends.get(0) + " before " + ends.get(1) + ": " + evidence(ends));
    out.open("path", "d", "M" + start + " Q" + bent + " " + end).close("path");
    var tip = to.towards(bent, RADIUS + 1);
    var points = new ArrayList<Point>();
    points.add(tip);
    points.add(end.aside(tip, 4));
    points.add(end.aside(tip, -4));
    out.open(
            "polygon",
            "points",
            points.stream().map(Point::toString).collect(Collectors.joining(" ")))
        .close("polygon");
    var middle = from.beside(to, hasOneBack ? BEND : 0);
    var label = middle.towards(CENTRE, -13);
    out.element(
        "text",
        String.join(", ", kinds),
        "x",
        Math.round(label.x),
        "y",
        Math.round(label.y) + 4,
        "text-anchor",
        "middle");
    out.close("g").line();
  }

  private String evidence(List<String> ends) {
    return contradiction.dependencies().stream()
        .filter(one -> one.from().equals(ends.get(0)) && one.to().equals(ends.get(1)))
        .map(Dependency::evidence)
        .collect(Collectors.joining(". "));
  }

  private void node(String name) {
    var place = place(name);
    out.open("g", "class", "node");
    out.open("circle", "cx", Math.round(place.x), "cy", Math.round(place.y), "r", RADIUS)
        .close("circle");
    out.element(
        "text",
        name,
        "x",
        Math.round(place.x),
        "y",
        Math.round(place.y) + 4,
        "text-anchor",
        "middle");
    out.close("g").line();
  }
}
