package org.duetdb.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * An application outside this build: its sources are compiled against given jars alone, and run in
 * a JVM of its own, whose standard output is the result.
 */
final class Consumer {
  private final Path sources;
  private final Path work;
  private final String path;

  Consumer(Path work, List<Path> jars) {
    this(Path.of(System.getProperty("duet.consumer")), work, jars);
  }

  Consumer(Path sources, Path work, List<Path> jars) {
    this.sources = sources;
    this.work = work;
    this.path = jars.stream().map(Path::toString).collect(Collectors.joining(separator()));
  }

  List<String> runOnModulePath(String main) throws IOException, InterruptedException {
    compile("--module-path", "module-info.java", source(main));
    return run("--module-path", "--module", "consumer/" + main);
  }

  List<String> runOnClassPath(String main) throws IOException, InterruptedException {
    compile("--class-path", source(main));
    return run("--class-path", main);
  }

  private void compile(String option, String... files) {
    var arguments =
        new ArrayList<>(List.of("--release", "17", "-d", classes().toString(), option, path));
    Arrays.stream(files).map(sources::resolve).map(Path::toString).forEach(arguments::add);
    var said = new StringWriter();
    var writer = new PrintWriter(said);

    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, arguments.toArray(String[]::new));

    assertThat(status).as(said.toString()).isZero();
  }

  private List<String> run(String option, String... main) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                path + separator() + classes()));
    command.addAll(List.of(main));
    var errors = work.resolve("errors.txt");

    var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return output.lines().toList();
  }

  private Path classes() {
    return work.resolve("classes");
  }

  private static String source(String main) {
    return main.replace('.', '/') + ".java";
  }

  private static String separator() {
    return System.getProperty("path.separator");
  }
}
