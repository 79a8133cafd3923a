package org.duetdb.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.duetdb.api.spi.Waiting;

/**
 * Runs a transcript: a text of statements and what came of them, which is written anew. A line is a
 * comment ({@code #}), a statement of the session that its prefix names ({@code B> SELECT 1}; the
 * session A needs none), or an indented line, which is a result and is left out when the text is
 * read. A statement that has to wait is noted so; a line with nothing but its session ({@code B>})
 * is where it must have come to an end.
 */
final class Transcript {
  private static final String DEFAULT_SESSION = "A";

  private final SqlFixture fixture;
  private final Map<String, SqlSession> sessions = new TreeMap<>();
  private final Map<String, FutureTask<List<String>>> waiting = new TreeMap<>();
  private final List<String> written = new ArrayList<>();

  private Transcript(SqlFixture fixture) {
    this.fixture = fixture;
  }

  /** The transcript as it is when its statements are run on a new deployment. */
  static String run(String text) throws Exception {
    try (SqlFixture fixture = SqlFixture.open()) {
      var transcript = new Transcript(fixture);
      for (String line : text.lines().toList()) {
        if (!line.startsWith("  ")) {
          transcript.written.add(line);
          transcript.line(line);
        }
      }
      return String.join("\n", transcript.written) + "\n";
    }
  }

  private void line(String line) throws Exception {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    boolean named = line.matches("[A-Z]>.*");
    String name = named ? line.substring(0, 1) : DEFAULT_SESSION;
    String sql = named ? line.substring(2).strip() : line;
    if (sql.isEmpty()) {
      waiting.remove(name).get().forEach(result -> written.add("  " + result));
      return;
    }
    SqlSession session = sessions.computeIfAbsent(name, ignored -> fixture.session());
    FutureTask<List<String>> task = start(() -> results(session, sql));
    Optional<Waiting> wait = settle(session, task);
    if (wait.isPresent()) {
      var wanted = wait.get().conflict();
      written.add(
          "  waits for the claim on "
              + (wanted.document().isEmpty() ? wanted.namespace() : wanted.document()));
      waiting.put(name, task);
    } else {
      task.get().forEach(result -> written.add("  " + result));
    }
  }

  private static FutureTask<List<String>> start(Callable<List<String>> work) {
    var task = new FutureTask<>(work);
    var thread = new Thread(task, "transcript");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Whom the session waits for; empty once the statement has ended. */
  private static Optional<Waiting> settle(SqlSession session, FutureTask<List<String>> task) {
    while (!task.isDone()) {
      Optional<Waiting> wait = session.engineSession().waiting();
      if (wait.isPresent()) {
        return wait;
      }
      Thread.onSpinWait();
    }
    return Optional.empty();
  }

  private static List<String> results(SqlSession session, String sql) {
    List<String> lines = new ArrayList<>();
    try {
      for (String statement : session.split(sql)) {
        add(session.prepare(statement).execute(new Object[0], ExecutionOptions.DEFAULT), lines);
      }
    } catch (RuntimeException failure) {
      SqlState state = SqlStates.of(failure);
      lines.add("error " + state.code() + (state == SqlState.INTERNAL_ERROR ? " " + failure : ""));
    }
    return lines;
  }

  private static void add(SqlResult result, List<String> lines) {
    if (result instanceof SqlRows rows) {
      int before = lines.size();
      try (rows) {
        while (rows.next()) {
          List<String> values = new ArrayList<>();
          for (int i = 0; i < rows.columns().size(); i++) {
            values.add(String.valueOf(rows.value(i)));
          }
          lines.add(String.join(" | ", values));
        }
      }
      if (lines.size() == before) {
        lines.add("no rows");
      }
    } else if (result instanceof SqlCount count) {
      lines.add("count " + count.count());
    } else {
      lines.add("done");
    }
  }
}
