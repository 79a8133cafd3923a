package org.duetdb.tools.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duetdb.api.IsolationLevel;

/** The contenders there are, by their keys. */
public final class Contenders {
  private static final List<Contender> ALL =
      List.of(
          new DocumentContender(),
          sql("sql:rc", IsolationLevel.READ_COMMITTED),
          sql("sql:rr", IsolationLevel.REPEATABLE_READ),
          sql("sql:ser", IsolationLevel.SERIALIZABLE));

  /**
   * Run only for who asks for them: READ UNCOMMITTED does what {@code sql:rc} does, and {@code
   * sql:pg} is for schedules that were written for PostgreSQL.
   */
  private static final List<Contender> OTHERS =
      List.of(
          new SqlContender("sql:ru", "READ UNCOMMITTED"),
          new SqlContender(
              "sql:pg",
              IsolationLevel.READ_COMMITTED.sqlName(),
              "Duet's SQL that waits and fails as PostgreSQL does",
              Map.of("conflict_policy", "wait", "error_mode", "transaction")));

  private Contenders() {}

  private static Contender sql(String key, IsolationLevel level) {
    return new SqlContender(key, level.sqlName());
  }

  /** All that differ, in the order in which reports show them. */
  public static List<Contender> all() {
    return ALL;
  }

  /** The contender of that key. */
  public static Optional<Contender> named(String key) {
    return Stream.concat(ALL.stream(), OTHERS.stream())
        .filter(contender -> contender.key().equals(key))
        .findFirst();
  }
}
