package org.duetdb.tools.schedule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something to do, in one language or in both. At least one form is there.
 *
 * @param sql one or more SQL statements, separated by semicolons, as the file has them
 * @param document the same intent in calls of the document API
 */
public record Script(Optional<String> sql, Optional<List<DocumentCall>> document) {
  /** Copies the list. */
  public Script {
    document = document.map(List::copyOf);
  }

  /** A script in SQL alone. */
  public static Script ofSql(String text) {
    return new Script(Optional.of(text), Optional.empty());
  }

  /** The document form as it is written, a call a line. */
  public Optional<String> documentText() {
    return document()
        .map(calls -> calls.stream().map(DocumentCall::text).collect(Collectors.joining("\n")));
  }
}
