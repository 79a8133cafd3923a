package org.duetdb.tools.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.tools.run.DocumentVersion;
import org.duetdb.tools.run.Row;
import org.duetdb.tools.run.Trace;

/**
 * The versions of the document of a run that had most of them, in the order in which they were
 * written.
 */
record VersionChain(String document, List<DocumentVersion> versions) {
  private static final String GENERATED = "ObjectId(";

  /** The hot document's; empty if the engine does not tell, or nothing was written. */
  static Optional<VersionChain> hot(Trace trace) {
    var byDocument = new LinkedHashMap<List<String>, List<DocumentVersion>>();
    for (var version : trace.versions().orElse(List.of())) {
      byDocument
          .computeIfAbsent(
              List.of(version.collection(), version.document()), key -> new ArrayList<>())
          .add(version);
    }
    return byDocument.values().stream()
        .filter(chain -> chain.stream().anyMatch(VersionChain::isOfRun))
        .max(
            Comparator.comparingInt((List<DocumentVersion> chain) -> chain.size())
                .thenComparingLong(chain -> waits(trace, chain.get(0))))
        .map(chain -> new VersionChain(name(chain.get(0)), chain));
  }

  private static boolean isOfRun(DocumentVersion version) {
    return version.state() != State.COMMITTED || version.commit() > 0;
  }

  private static long waits(Trace trace, DocumentVersion one) {
    return trace.steps().stream()
        .flatMap(step -> step.waits().stream())
        .filter(wait -> wait.document().equals(one.document()))
        .count();
  }

  private static String name(DocumentVersion version) {
    return version.document().startsWith(GENERATED)
        ? "a row of " + version.collection()
        : version.document() + " in " + version.collection();
  }

  /** By which name it is known from when on; empty if it was never committed. */
  static String state(DocumentVersion version) {
    return version.state() == State.COMMITTED ? Insight.state(version.commit()) : "";
  }

  /** Its values, without a generated key. */
  static String content(DocumentVersion version) {
    return version
        .content()
        .map(
            row ->
                new Row(
                        row.names(),
                        row.values().stream().filter(one -> !one.startsWith(GENERATED)).toList())
                    .toString())
        .orElse("deleted");
  }

  /** Who wrote it, and what became of it if it was not committed; empty for the setup's. */
  static String writer(DocumentVersion version) {
    if (!isOfRun(version)) {
      return "";
    }
    var who = version.session() + version.step().map(step -> ", " + step).orElse("");
    return switch (version.state()) {
      case COMMITTED -> who;
      case UNDONE -> who + ", undone";
      case OPEN -> who + ", left open";
    };
  }

  /** The whole in a sentence. */
  String sentence() {
    return "Versions of "
        + document
        + ": "
        + versions.stream().map(VersionChain::words).collect(Collectors.joining("; "))
        + ".";
  }

  private static String words(DocumentVersion version) {
    var writer = writer(version);
    return (state(version) + " " + content(version)).strip()
        + (writer.isEmpty() ? "" : " by " + writer);
  }
}
