package org.duetdb.tools.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a block of expectations says, a line for each step or the outcome:
 *
 * <pre>{@code
 * c1 waits for A, then ok
 * c2 waits for A            (still so at the end)
 * a1 fails 112 WriteConflict
 * b1 matches 0
 * b2 returns (x, 8) (y, 9)
 * outcome (x, 10)
 * }</pre>
 */
final class ExpectationReader {
  private final ScheduleScanner scanner;
  private final Block block;
  private final Set<String> steps;

  ExpectationReader(ScheduleScanner scanner, Block block, Set<String> steps) {
    this.scanner = scanner;
    this.block = block;
    this.steps = steps;
  }

  Expectation read(List<String> contenders) {
    var found = new ArrayList<Expectation.OfStep>();
    var seen = new HashSet<String>();
    var outcome = Optional.<List<List<String>>>empty();
    int start = block.start();
    for (var text : block.text().split("\n", -1)) {
      var line = new ExpectationLine(scanner, text, start);
      start += text.length() + 1;
      if (line.atEnd()) {
        continue;
      }
      if (line.accept("outcome")) {
        outcome = Optional.of(line.rows());
      } else {
        found.add(ofStep(line, seen));
      }
      if (!line.atEnd()) {
        throw line.fault("expected the end of the line");
      }
    }
    return new Expectation(contenders, found, outcome);
  }

  private Expectation.OfStep ofStep(ExpectationLine line, Set<String> seen) {
    var step = line.peek();
    if (!steps.contains(step)) {
      throw line.fault("there is no step '" + step + "'");
    }
    if (!seen.add(step)) {
      throw line.fault("step '" + step + "' has an expectation already");
    }
    line.take();
    if (!line.accept("waits")) {
      return new Expectation.OfStep(step, Optional.empty(), ending(line));
    }
    var waits = Optional.of(new Expectation.Waits(holders(line)));
    if (line.atEnd()) {
      return new Expectation.OfStep(step, waits, new Expectation.Ending.StaysWaiting());
    }
    line.expect("then");
    return new Expectation.OfStep(step, waits, ending(line));
  }

  private static Set<String> holders(ExpectationLine line) {
    var holders = new HashSet<String>();
    if (line.accept("for")) {
      holders.add(line.take());
    }
    while (line.accept(",") && !line.peek().equals("then")) {
      holders.add(line.take());
    }
    return holders;
  }

  private static Expectation.Ending ending(ExpectationLine line) {
    if (line.accept("ok")) {
      return new Expectation.Ending.Succeeds(Optional.empty(), Optional.empty());
    }
    if (line.accept("matches")) {
      return new Expectation.Ending.Succeeds(Optional.empty(), Optional.of(line.number()));
    }
    if (line.accept("returns")) {
      return new Expectation.Ending.Succeeds(Optional.of(line.rows()), Optional.empty());
    }
    line.expect("fails");
    var marks = new ArrayList<String>();
    while (!line.atEnd()) {
      marks.add(line.take());
    }
    return new Expectation.Ending.Fails(marks);
  }
}
