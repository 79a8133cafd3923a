package org.duetdb.tools.schedule;

import java.util.Optional;

/** Reads the block of SQL, of document calls, or both, that follow a setup, step or teardown. */
final class ScriptReader {
  private final ScheduleScanner scanner;

  ScriptReader(ScheduleScanner scanner) {
    this.scanner = scanner;
  }

  Script read() {
    var sql = Optional.<String>empty();
    if (scanner.peek().kind() == Token.Kind.BLOCK) {
      scanner.take();
      sql = Optional.of(scanner.plainBlock().text());
      if (!scanner.peek().isWord("document")) {
        return new Script(sql, Optional.empty());
      }
    }
    var key = scanner.take();
    if (!key.isWord("document")) {
      throw scanner.fault(
          key, "expected '{' with SQL, or 'document {' with calls, found " + key.describe());
    }
    var brace = scanner.take();
    if (brace.kind() != Token.Kind.BLOCK) {
      throw scanner.fault(brace, "expected '{' after 'document', found " + brace.describe());
    }
    return new Script(sql, Optional.of(new CallReader(scanner, scanner.balancedBlock()).read()));
  }
}
