package org.duetdb.api.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConflictTest {
  @Test
  void describesHolderStatementSinceAndWhatDecided() {
    var conflict =
        new Conflict(
            "test.demo",
            "\"x\"",
            Optional.of("session-1"),
            Optional.of("update"),
            Optional.of(Instant.parse("2025-07-23T10:59:37Z")),
            false,
            "level REPEATABLE READ");

    assertThat(conflict.describe())
        .isEqualTo(
            "document \"x\" of test.demo is claimed by session-1 (update)"
                + " since 2025-07-23T10:59:37Z; decided by level REPEATABLE READ");
  }

  @Test
  void saysWhoHasCommitted() {
    var conflict =
        new Conflict(
            "test.demo",
            "1",
            Optional.of("A"),
            Optional.of("update"),
            Optional.of(Instant.parse("2025-07-23T10:59:37Z")),
            true,
            "level REPEATABLE READ");

    assertThat(conflict.describe())
        .isEqualTo(
            "document 1 of test.demo was committed after the snapshot by A (update), begun"
                + " 2025-07-23T10:59:37Z; decided by level REPEATABLE READ");
  }

  @Test
  void saysThatItWasCommittedAlsoIfNobodyKnowsByWhom() {
    var conflict =
        new Conflict(
            "test.demo",
            "1",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            "conflict policy FAIL");

    assertThat(conflict.describe())
        .isEqualTo(
            "document 1 of test.demo was committed after the snapshot;"
                + " decided by conflict policy FAIL");
  }
}
