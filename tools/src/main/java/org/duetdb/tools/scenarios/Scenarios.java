package org.duetdb.tools.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.duetdb.tools.schedule.Schedule;
import org.duetdb.tools.schedule.ScheduleReader;

/** The library of built-in schedules. */
public final class Scenarios {
  /** The file that lists the others, one name a line, because a jar has no folders to look into. */
  private static final String INDEX = "index.txt";

  private Scenarios() {}

  /** The names, in the order in which they teach. */
  public static List<String> names() {
    return text(INDEX).lines().filter(line -> !line.isBlank()).toList();
  }

  /** The schedule of that name. */
  public static Optional<Schedule> named(String name) {
    var file = name + ".spec";
    return names().contains(name)
        ? Optional.of(ScheduleReader.parse(file, text(file)))
        : Optional.empty();
  }

  private static String text(String file) {
    try (var stream = Scenarios.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException("the scenario file " + file + " is not in the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
