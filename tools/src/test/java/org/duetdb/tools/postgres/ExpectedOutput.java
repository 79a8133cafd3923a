package org.duetdb.tools.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What PostgreSQL's isolationtester printed for a schedule, read from its expected output. */
final class ExpectedOutput {
  private static final String PERMUTATION = "starting permutation: ";
  private static final String WAITING = "<waiting ...>";
  private static final String COMPLETED = "<... completed>";
  private static final String ERROR = "ERROR:  ";
  private static final Pattern STEP = Pattern.compile("step (\"[^\"]+\"|\\S+): (.*)");
  private static final Pattern RULE = Pattern.compile("-+(\\+-+)*|--");

  private final List<OfPermutation> permutations = new ArrayList<>();
  private Map<String, Building> steps = new LinkedHashMap<>();
  private Optional<Building> current = Optional.empty();

  private ExpectedOutput() {}

  /** What came of one permutation, by the names of its steps in the order in which they began. */
  record OfPermutation(Map<String, OfStep> steps) {}

  /**
   * What came of one step.
   *
   * @param completedAfter how many steps had begun when a step that waited was completed
   * @param error the first line of the message
   * @param results the rows of each query
   */
  record OfStep(
      boolean waited,
      int completedAfter,
      Optional<String> error,
      List<List<List<String>>> results) {}

  private static final class Building {
    private boolean waited;
    private int completedAfter;
    private Optional<String> error = Optional.empty();
    private final List<List<List<String>>> results = new ArrayList<>();

    OfStep built() {
      return new OfStep(waited, completedAfter, error, results);
    }
  }

  static List<OfPermutation> read(String text) {
    var output = new ExpectedOutput();
    output.read(text.lines().toList());
    return output.permutations;
  }

  private void read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var step = STEP.matcher(line);
      if (line.startsWith(PERMUTATION)) {
        finish();
      } else if (step.matches()) {
        step(step.group(1).replace("\"", ""), step.group(2));
      } else if (line.endsWith(WAITING)) {
        current.ifPresent(one -> one.waited = true);
      } else if (line.startsWith(ERROR)) {
        current.ifPresent(one -> one.error = Optional.of(line.substring(ERROR.length())));
      } else if (RULE.matcher(line).matches() && current.isPresent()) {
        current.get().results.add(rows(lines, i + 1));
      }
    }
    finish();
  }

  private void finish() {
    if (!steps.isEmpty()) {
      var built = new LinkedHashMap<String, OfStep>();
      steps.forEach((name, building) -> built.put(name, building.built()));
      permutations.add(new OfPermutation(built));
    }
    steps = new LinkedHashMap<>();
    current = Optional.empty();
  }

  private void step(String name, String text) {
    if (!text.endsWith(COMPLETED)) {
      var begun = new Building();
      begun.waited = text.endsWith(WAITING);
      steps.put(name, begun);
    }
    var building = steps.get(name);
    building.completedAfter = steps.size();
    current = Optional.of(building);
  }

  private static List<List<String>> rows(List<String> lines, int from) {
    var rows = new ArrayList<List<String>>();
    for (int i = from; !lines.get(i).matches("\\(\\d+ rows?\\)"); i++) {
      rows.add(Arrays.stream(lines.get(i).split("\\|", -1)).map(String::strip).toList());
    }
    return rows;
  }
}
