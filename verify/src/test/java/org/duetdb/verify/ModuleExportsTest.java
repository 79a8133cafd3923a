package org.duetdb.verify;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the modules show to the world. A change here is a change of what users may rely on. */
final class ModuleExportsTest {
  private static final Map<String, Set<String>> EXPORTS =
      Map.of(
          "duet-api",
          Set.of(
              "org.duetdb.api",
              "org.duetdb.api.bson",
              "org.duetdb.api.conflict",
              "org.duetdb.api.error",
              "org.duetdb.api.spi",
              "org.duetdb.api.time"),
          "duet-engine",
          Set.of(),
          "duet-sql",
          Set.of("org.duetdb.sql"),
          "duet-driver",
          Set.of("org.duetdb.driver"),
          "duet-tools",
          Set.of(
              "org.duetdb.tools.foreign",
              "org.duetdb.tools.report",
              "org.duetdb.tools.run",
              "org.duetdb.tools.schedule"),
          "duet-samples",
          Set.of());

  static Stream<Arguments> modules() {
    return EXPORTS.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void moduleExportsExactly(String artifact, Set<String> packages) {
    var exported =
        BuiltJars.descriptor(artifact).exports().stream()
            .filter(export -> !export.isQualified())
            .map(Exports::source)
            .collect(toSet());

    assertThat(exported).isEqualTo(packages);
  }

  /** Calcite reflects on the generated parser, to list its tokens in a syntax error. */
  @Test
  void onlyTheParserIsExportedToSomebodyInParticular() {
    var qualified =
        EXPORTS.keySet().stream()
            .flatMap(artifact -> BuiltJars.descriptor(artifact).exports().stream())
            .filter(Exports::isQualified)
            .map(export -> export.source() + " to " + export.targets())
            .toList();

    assertThat(qualified).isEqualTo(List.of("org.duetdb.sql.grammar to [calcite.core]"));
  }

  @Test
  void nobodyRequiresTheEngine() {
    var required =
        EXPORTS.keySet().stream()
            .flatMap(artifact -> BuiltJars.descriptor(artifact).requires().stream())
            .map(Requires::name)
            .collect(toSet());

    assertThat(required).contains("org.duetdb.api").doesNotContain("org.duetdb.engine");
  }
}
