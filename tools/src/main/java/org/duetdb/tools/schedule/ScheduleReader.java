package org.duetdb.tools.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads schedule files. The grammar, with PostgreSQL's part first in each line and additions in
 * brackets:
 *
 * <pre>{@code
 * file        : [head] script("setup")* script("teardown")? session+ [script("outcome")?]
 *               [anomaly*] permutation*
 * head        : ( "scenario" name | "because" name | "pace" duration
 *               | "real_lifetime" duration | "options" name )*
 * script(key) : key "{" SQL "}" [ "document" "{" calls "}" ]
 * session     : "session" name script("setup")? step+ script("teardown")?
 * step        : "step" name "{" SQL "}" [ "document" "{" calls "}" ]
 * anomaly     : [ "anomaly" name "{" expectations "}" ]
 * permutation : "permutation" [ name ":" ] move+ [ expect* ]
 * move        : name ( "(" marker ("," marker)* ")" )?  |  [ "advance" duration ]
 * marker      : "*"  |  name  |  name "notices" number
 * expect      : "expect" contender ("," contender)* "{" expectations "}"
 * }</pre>
 *
 * <p>A script may also have its document form alone. The added words are no keywords of their own:
 * in a permutation a step of that name comes first.
 */
public final class ScheduleReader {
  private final String name;
  private final ScheduleScanner scanner;
  private final ScriptReader scripts;

  private ScheduleReader(String source, String name, String text) {
    this.name = name;
    this.scanner = new ScheduleScanner(source, text);
    this.scripts = new ScriptReader(scanner);
  }

  /**
   * Reads a file.
   *
   * @throws ScheduleException if it cannot be understood
   * @throws IOException if it cannot be read
   */
  public static Schedule read(Path file) throws IOException {
    return parse(file.toString(), Files.readString(file));
  }

  /**
   * Reads a text.
   *
   * @param source what errors call the text: a file's name
   * @throws ScheduleException if it cannot be understood
   */
  public static Schedule parse(String source, String text) {
    var file = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    int dot = file.lastIndexOf('.');
    return new ScheduleReader(source, dot > 0 ? file.substring(0, dot) : file, text).schedule();
  }

  private Schedule schedule() {
    var head = new HeadReader(scanner).read(name);
    var setups = new ArrayList<Script>();
    while (scanner.peek().isWord("setup")) {
      scanner.take();
      setups.add(scripts.read());
    }
    var teardown = optionalScript("teardown");
    var sessions = sessions();
    var outcome = optionalScript("outcome");
    var reader = new PermutationReader(scanner, sessions);
    var anomalies = reader.readAnomalies();
    var permutations = reader.readAll();
    return new Schedule(
        name,
        head,
        setups,
        teardown,
        sessions,
        outcome,
        anomalies,
        permutations.isEmpty() ? interleavings(sessions) : permutations);
  }

  private List<Permutation> interleavings(List<SessionPlan> sessions) {
    var count = Interleavings.count(sessions);
    if (count.compareTo(Interleavings.LIMIT) > 0) {
      throw scanner.fault(
          scanner.peek(),
          "no permutation is listed, and there are "
              + count
              + " interleavings; list the ones that matter");
    }
    return Interleavings.of(sessions);
  }

  private Optional<Script> optionalScript(String key) {
    if (!scanner.peek().isWord(key)) {
      return Optional.empty();
    }
    scanner.take();
    return Optional.of(scripts.read());
  }

  private List<SessionPlan> sessions() {
    var sessions = new ArrayList<SessionPlan>();
    var steps = new ArrayList<String>();
    while (scanner.peek().isWord("session")) {
      scanner.take();
      var token = nameOf("session");
      if (sessions.stream().anyMatch(other -> other.name().equals(token.text()))) {
        throw scanner.fault(token, "there is a session " + token.describe() + " already");
      }
      sessions.add(session(token.text(), steps));
    }
    if (sessions.isEmpty()) {
      var token = scanner.peek();
      throw scanner.fault(token, "expected a session, found " + token.describe());
    }
    return sessions;
  }

  private SessionPlan session(String session, List<String> known) {
    var setup = optionalScript("setup");
    var steps = new ArrayList<Step>();
    while (scanner.peek().isWord("step")) {
      scanner.take();
      var token = nameOf("step");
      if (known.contains(token.text())) {
        throw scanner.fault(token, "there is a step " + token.describe() + " already");
      }
      known.add(token.text());
      steps.add(new Step(token.text(), session, scripts.read()));
    }
    if (steps.isEmpty()) {
      var token = scanner.peek();
      throw scanner.fault(
          token, "session '" + session + "' needs a step, found " + token.describe());
    }
    return new SessionPlan(session, setup, steps, optionalScript("teardown"));
  }

  private Token nameOf(String what) {
    var token = scanner.take();
    if (!token.isName()) {
      throw scanner.fault(token, "expected the name of a " + what + ", found " + token.describe());
    }
    return token;
  }
}
