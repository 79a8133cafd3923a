package org.duetdb.engine.unified;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.duetdb.api.Deployment;
import org.duetdb.api.error.DuetException;
import org.duetdb.engine.unified.UnifiedPlay.Difference;
import org.junit.jupiter.api.Test;

/**
 * Runs MongoDB's unified tests from the folder that the property {@code mongodb.specifications}
 * names, as documented in {@code docs/unified-tests.md}: with {@code mvn -Pmongodb-specs}.
 */
class UnifiedSpecs {
  private static final Path FOLDER = Path.of(System.getProperty("mongodb.specifications", ""));
  private static final List<String> SUITES =
      List.of("crud", "transactions", "transactions-convenient-api");

  /** The server that Duet's semantics are taken from. */
  private static final int VERSION = 8_000;

  private final Map<String, Integer> skipped = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private int passed;

  @Test
  void giveTheCountsThatAreDocumented() throws IOException {
    var counts = new StringBuilder();
    for (var suite : SUITES) {
      int before = passed;
      int failedBefore = failures.size();
      int skippedBefore = skippedTests();
      try (var files = Files.list(FOLDER.resolve(suite).resolve("tests").resolve("unified"))) {
        for (var file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
          run(file);
        }
      }
      counts.append(
          String.format(
              Locale.ROOT,
              "%s: %d passed, %d failed, %d skipped%n",
              suite,
              passed - before,
              failures.size() - failedBefore,
              skippedTests() - skippedBefore));
    }
    System.out.print(counts);
    skipped.forEach((why, count) -> System.out.println(count + " " + why));
    failures.forEach(System.out::println);

    assertThat(counts.toString()).isEqualTo(documented());
  }

  private int skippedTests() {
    return skipped.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The counts that documentation tells. */
  private static String documented() throws IOException {
    var text = Files.readString(Path.of("..", "docs", "unified-tests.md"));
    int start = text.indexOf("```\n") + 4;
    return text.substring(start, text.indexOf("```", start));
  }

  private void run(Path path) throws IOException {
    var file = BsonDocument.parse(Files.readString(path));
    for (var test : file.getArray("tests")) {
      run(path.getFileName().toString(), file, test.asDocument());
    }
  }

  private void run(String name, BsonDocument file, BsonDocument test) {
    var title = name + " \"" + test.getString("description").getValue() + "\"";
    try {
      requireServer(file);
      requireServer(test);
      requirePossible(test);
      play(file, test);
      passed++;
    } catch (SkippedException reason) {
      skipped.merge(reason.what(), 1, Integer::sum);
    } catch (Difference | DuetException failed) {
      failures.add(title + ": " + failed.getMessage());
    }
  }

  private static void play(BsonDocument file, BsonDocument test) {
    try (var entities = new Entities(Deployment.open("duet:mem:"))) {
      var run = new UnifiedPlay(entities);
      entities.create(file.getArray("createEntities", new BsonArray()));
      run.fill(file.getArray("initialData", new BsonArray()));
      run.play(test.getArray("operations"));
      run.requireOutcome(test.getArray("outcome", new BsonArray()));
    }
  }

  private static void requirePossible(BsonDocument test) {
    if (test.containsKey("skipReason")) {
      throw new SkippedException("the file says so");
    }
  }

  /** Some of the requirements must fit a replica set of version 8.0. */
  private static void requireServer(BsonDocument subject) {
    var requirements = subject.getArray("runOnRequirements", new BsonArray());
    if (!requirements.isEmpty()
        && requirements.stream().noneMatch(one -> isMet(one.asDocument()))) {
      throw new SkippedException("wants another server or topology");
    }
  }

  private static boolean isMet(BsonDocument requirement) {
    for (var key : requirement.keySet()) {
      var value = requirement.get(key);
      boolean met =
          switch (key) {
            case "minServerVersion" -> version(value.asString().getValue()) <= VERSION;
            case "maxServerVersion" -> version(value.asString().getValue()) >= VERSION;
            case "topologies" ->
                value.asArray().stream()
                    .anyMatch(one -> one.asString().getValue().equals("replicaset"));
            case "serverless" -> !value.asString().getValue().equals("require");
            default -> false;
          };
      if (!met) {
        return false;
      }
    }
    return true;
  }

  private static int version(String text) {
    var parts = text.split("[.]", -1);
    int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    return Integer.parseInt(parts[0]) * 1_000 + minor;
  }
}
