package org.duetdb.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README and ARCHITECTURE.md show is true of the jars and the sources. */
final class ReadmeTest {
  private static final Path ROOT = Path.of(System.getProperty("duet.root"));
  private static final Pattern METHOD =
      Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)(?:\\(.*?\\))?`");

  private static final String PROGRAM =
      """
      package consumer;

      import static com.mongodb.client.model.Filters.eq;
      import static com.mongodb.client.model.Updates.inc;

      import java.sql.DriverManager;
      import org.bson.Document;
      import org.duetdb.api.Deployment;

      final class Readme {
        public static void main(String[] arguments) throws Exception {
          LINES_OF_JAVA
          try (var connection = DriverManager.getConnection("jdbc:duet:mem:shop");
              var statement = connection.createStatement()) {
            for (var sql : LINES_OF_SQL.split(";")) {
              if (!sql.isBlank() && statement.execute(sql)) {
                try (var rows = statement.getResultSet()) {
                  while (rows.next()) {
                    System.out.println(rows.getObject(1));
                  }
                }
              }
            }
          }
          System.exit(0);
        }
      }
      """;

  private final Path work;

  ReadmeTest(@TempDir Path work) {
    this.work = work;
  }

  @Test
  void itsLinesOfJavaAndSqlRunOnTheBuiltJars() throws IOException, InterruptedException {
    var readme = Files.readString(ROOT.resolve("README.md"));
    var source = work.resolve("sources/consumer/Readme.java");
    Files.createDirectories(source.getParent());
    var quotes = "\"\"\"";
    var sql = quotes + "\n" + block(readme, "sql") + quotes;
    Files.writeString(
        source,
        PROGRAM.replace("LINES_OF_JAVA", block(readme, "java")).replace("LINES_OF_SQL", sql));

    var seen =
        new Consumer(work.resolve("sources"), work, BuiltJars.allBut("duet-tools", "duet-samples"))
            .runOnClassPath("consumer.Readme");

    assertThat(seen).containsExactly("1", "1", "7");
  }

  private static String block(String readme, String language) {
    var found = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(found.find()).as("a block of " + language).isTrue();
    return found.group(1);
  }

  @Test
  void theMethodsThatArchitectureNamesExist() throws IOException {
    var sources = sources();
    var missing = new TreeSet<String>();
    var names = METHOD.matcher(Files.readString(ROOT.resolve("ARCHITECTURE.md")));
    while (names.find()) {
      var declared = Pattern.compile("\\b" + names.group(2) + "\\(");
      if (sources.stream()
          .filter(file -> file.getFileName().toString().equals(names.group(1) + ".java"))
          .noneMatch(file -> declared.matcher(read(file)).find())) {
        missing.add(names.group(1) + "." + names.group(2));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Set<Path> sources() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("src/main"))
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
