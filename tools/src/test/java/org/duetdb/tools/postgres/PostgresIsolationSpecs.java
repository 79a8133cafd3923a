package org.duetdb.tools.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.duetdb.tools.run.Contenders;
import org.duetdb.tools.schedule.ScheduleException;
import org.duetdb.tools.schedule.ScheduleReader;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL's isolation specs, from its own source tree, over plain JDBC. The tree is not part of
 * this one: the profile {@code postgres-specs} runs this class with {@code -Dpostgres.isolation}
 * set to the tree's folder {@code src/test/isolation}.
 */
class PostgresIsolationSpecs {
  /** How long PostgreSQL lets a cycle of waits stand; Duet finds it when it closes. */
  private static final Pattern DEADLOCK_TIMEOUT =
      Pattern.compile("SET deadlock_timeout = '\\d+m?s';");

  private static final Path FOLDER = Path.of(System.getProperty("postgres.isolation", ""));

  /** The names that documentation lists as those that do what they do on PostgreSQL. */
  private static List<String> documented() throws IOException {
    var text = Files.readString(Path.of("..", "docs", "isolation-specs.md"));
    int start = text.indexOf("```\n") + 4;
    return text.substring(start, text.indexOf("```", start)).lines().toList();
  }

  @Test
  void doWhatTheyDoOnPostgresAsDocumented() throws IOException {
    var same = new ArrayList<String>();
    var others = new TreeMap<String, List<String>>();
    try (var files = Files.list(FOLDER.resolve("specs"))) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString().replace(".spec", "");
        var differences = differences(file, name);
        if (differences.isEmpty()) {
          same.add(name);
        } else {
          others.put(name, differences);
        }
      }
    }
    others.forEach((name, why) -> System.out.println(name + ": " + why.size() + " " + why.get(0)));

    assertThat(same).containsExactlyInAnyOrderElementsOf(documented());
  }

  /** Against the expected output that it is closest to; there may be several. */
  private static List<String> differences(Path file, String name) throws IOException {
    List<String> fewest = List.of("has no expected output");
    for (var suffix : List.of("", "_1", "_2")) {
      var expected = FOLDER.resolve("expected").resolve(name + suffix + ".out");
      if (Files.exists(expected)) {
        var found = differences(file, expected);
        fewest = suffix.isEmpty() || found.size() < fewest.size() ? found : fewest;
      }
    }
    return fewest;
  }

  private static List<String> differences(Path file, Path expected) throws IOException {
    try {
      var text = DEADLOCK_TIMEOUT.matcher(Files.readString(file)).replaceAll("");
      var schedule = ScheduleReader.parse(file.toString(), text);
      return new PostgresJudge(schedule, Contenders.named("sql:pg").orElseThrow())
          .differences(ExpectedOutput.read(Files.readString(expected)));
    } catch (ScheduleException unreadable) {
      return List.of(String.valueOf(unreadable.getMessage()));
    }
  }
}
