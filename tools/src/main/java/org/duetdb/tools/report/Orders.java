package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duetdb.tools.run.Dependency;
import org.duetdb.tools.run.Explanation;

/** What an {@link Explanation} says, in words. */
final class Orders {
  private Orders() {}

  /** One sentence. */
  static String sentence(Explanation explanation) {
    if (explanation instanceof Explanation.Serial serial) {
      var names = String.join(", ", serial.order());
      if (serial.order().isEmpty()) {
        return "Nothing has committed.";
      }
      if (serial.order().size() == 1) {
        return "Only " + names + " has committed.";
      }
      return serial.any()
          ? "Any order of " + names + " explains it."
          : "The order " + String.join(", then ", serial.order()) + " explains it.";
    }
    if (explanation instanceof Explanation.Contradiction contradiction) {
      return contradiction.cycle().isEmpty()
          ? "No order of its transactions explains it."
          : "No order of its transactions explains it: " + cycle(contradiction.cycle()) + ".";
    }
    return "Whether an order explains it is not known: "
        + ((Explanation.Untold) explanation).why()
        + ".";
  }

  /** The cycle as a line: {@code A -rw-> B -rw-> A}. */
  private static String cycle(List<Dependency> cycle) {
    var line = new StringBuilder(cycle.get(0).from());
    for (var dependency : cycle) {
      line.append(" -").append(kind(dependency)).append("-> ").append(dependency.to());
    }
    return line.toString();
  }

  static String kind(Dependency dependency) {
    return dependency.kind().name().toLowerCase(Locale.ROOT);
  }

  /** What the sentence rests on, a line each: the cycle, or everything if there is none. */
  static List<String> evidence(Explanation explanation) {
    if (!(explanation instanceof Explanation.Contradiction contradiction)) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    var told =
        contradiction.cycle().isEmpty() ? contradiction.dependencies() : contradiction.cycle();
    told.forEach(dependency -> lines.add(line(dependency)));
    contradiction.never().forEach(what -> lines.add("in no order: " + what));
    return lines;
  }

  static String line(Dependency dependency) {
    return dependency.from()
        + " -"
        + kind(dependency)
        + "-> "
        + dependency.to()
        + ", "
        + dependency.from()
        + " "
        + dependency.kind().words()
        + " "
        + dependency.to()
        + ": "
        + dependency.evidence();
  }
}
