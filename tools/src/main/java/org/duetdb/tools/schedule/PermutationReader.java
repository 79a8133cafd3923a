package org.duetdb.tools.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the permutations at the end of a schedule file, with what is expected of them. */
final class PermutationReader {
  private final ScheduleScanner scanner;
  private final Map<String, Step> steps = new HashMap<>();

  PermutationReader(ScheduleScanner scanner, List<SessionPlan> sessions) {
    this.scanner = scanner;
    for (var session : sessions) {
      session.steps().forEach(step -> steps.put(step.name(), step));
    }
  }

  List<Anomaly> readAnomalies() {
    var anomalies = new ArrayList<Anomaly>();
    while (scanner.peek().isWord("anomaly")) {
      scanner.take();
      var name = scanner.take();
      if (name.kind() != Token.Kind.QUOTED) {
        throw scanner.fault(name, "'anomaly' needs a name in quotes, found " + name.describe());
      }
      var signs = expectation(List.of());
      anomalies.add(new Anomaly(name.text(), signs.steps(), signs.outcome()));
    }
    return anomalies;
  }

  List<Permutation> readAll() {
    var permutations = new ArrayList<Permutation>();
    while (scanner.peek().isWord("permutation")) {
      scanner.take();
      permutations.add(permutation());
    }
    var token = scanner.peek();
    if (token.kind() != Token.Kind.END) {
      throw scanner.fault(token, "expected a permutation or the end, found " + token.describe());
    }
    return permutations;
  }

  private Permutation permutation() {
    var moves = new ArrayList<Move>();
    var title = Optional.<String>empty();
    var token = scanner.peek();
    while (token.isName() && !token.isWord("permutation") && !isAdded(token, "expect")) {
      scanner.take();
      if (moves.isEmpty() && title.isEmpty() && scanner.peek().isMark(":")) {
        scanner.take();
        title = Optional.of(token.text());
      } else {
        moves.add(move(token));
      }
      token = scanner.peek();
    }
    if (moves.isEmpty()) {
      throw scanner.fault(token, "a permutation needs a step, found " + token.describe());
    }
    var expectations = new ArrayList<Expectation>();
    while (isAdded(scanner.peek(), "expect")) {
      scanner.take();
      expectations.add(expectation());
    }
    return new Permutation(title, moves, expectations);
  }

  /** An added word is none where a step has that name. */
  private boolean isAdded(Token token, String word) {
    return token.isWord(word) && !steps.containsKey(word);
  }

  private Move move(Token token) {
    if (isAdded(token, "advance")) {
      return new Move.Advance(HeadReader.duration(scanner));
    }
    return new Move.Launch(step(token), scanner.peek().isMark("(") ? markers() : List.of());
  }

  private Step step(Token token) {
    var step = steps.get(token.text());
    if (step == null) {
      throw scanner.fault(token, "there is no step " + token.describe());
    }
    return step;
  }

  private List<Marker> markers() {
    var markers = new ArrayList<Marker>();
    do {
      scanner.take();
      markers.add(marker());
    } while (scanner.peek().isMark(","));
    expectMark(")");
    return markers;
  }

  private Marker marker() {
    var token = scanner.take();
    if (token.isMark("*")) {
      return new Marker.ReportedWaiting();
    }
    var step = step(token).name();
    if (!scanner.peek().isWord("notices")) {
      return new Marker.After(step);
    }
    scanner.take();
    var count = scanner.take();
    if (count.kind() != Token.Kind.NUMBER || count.text().length() > 9) {
      throw scanner.fault(count, "expected a number of notices, found " + count.describe());
    }
    return new Marker.AfterNotices(step, Integer.parseInt(count.text()));
  }

  private Expectation expectation() {
    var contenders = new ArrayList<String>();
    contenders.add(contender());
    while (scanner.peek().isMark(",")) {
      scanner.take();
      contenders.add(contender());
    }
    return expectation(contenders);
  }

  private Expectation expectation(List<String> contenders) {
    var brace = scanner.take();
    if (brace.kind() != Token.Kind.BLOCK) {
      throw scanner.fault(brace, "expected '{' with expectations, found " + brace.describe());
    }
    return new ExpectationReader(scanner, scanner.plainBlock(), steps.keySet()).read(contenders);
  }

  private String contender() {
    var key = new StringBuilder(word());
    while (scanner.peek().isMark(":")) {
      scanner.take();
      key.append(':').append(word());
    }
    return key.toString();
  }

  private String word() {
    var token = scanner.take();
    if (!token.isName()) {
      throw scanner.fault(token, "expected a contender's name, found " + token.describe());
    }
    return token.text();
  }

  private void expectMark(String mark) {
    var token = scanner.take();
    if (!token.isMark(mark)) {
      throw scanner.fault(token, "expected '" + mark + "', found " + token.describe());
    }
  }
}
