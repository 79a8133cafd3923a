package org.duetdb.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars of this build and of everything they need, as the package phase has laid them out. */
final class BuiltJars {
  private static final Path FOLDER = Path.of(System.getProperty("duet.jars"));

  private BuiltJars() {}

  static Path jar(String artifact) {
    return FOLDER.resolve(artifact + ".jar");
  }

  static List<Path> jars(String... artifacts) {
    return Stream.of(artifacts).map(BuiltJars::jar).toList();
  }

  /** All jars but those of the given artifacts. */
  static List<Path> allBut(String... artifacts) {
    var left = jars(artifacts);
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> !left.contains(file)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The descriptor inside the jar of one of our own modules. */
  static ModuleDescriptor descriptor(String artifact) {
    return ModuleFinder.of(jar(artifact)).findAll().iterator().next().descriptor();
  }
}
