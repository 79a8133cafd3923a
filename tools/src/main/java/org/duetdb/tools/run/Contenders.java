package org.duetdb.tools.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.conflict.ConflictPolicy;

/** The contenders there are, by their keys. */
public final class Contenders {
  private static final List<Contender> ALL =
      List.of(
          new DocumentContender(Optional.empty()),
          sql("sql:rc", IsolationLevel.READ_COMMITTED),
          sql("sql:rr", IsolationLevel.REPEATABLE_READ),
          sql("sql:ser", IsolationLevel.SERIALIZABLE));

  /** Those of {@link #ALL}, each beside the one that differs from it by its conflict policy. */
  private static final List<Contender> POLICIES =
      List.of(
          ALL.get(0),
          new DocumentContender(Optional.of(ConflictPolicy.WAIT)),
          ALL.get(1),
          sql("sql:rc", IsolationLevel.READ_COMMITTED, "fail"),
          ALL.get(2),
          sql("sql:rr", IsolationLevel.REPEATABLE_READ, "wait"),
          ALL.get(3),
          sql("sql:ser", IsolationLevel.SERIALIZABLE, "wait"));

  /**
   * Run only for who asks for them: the policies that are defaults, or differ from others in steps
   * of their own alone; READ UNCOMMITTED does what {@code sql:rc} does; {@code sql:pg} is for
   * schedules that were written for PostgreSQL.
   */
  private static final List<Contender> OTHERS =
      List.of(
          new DocumentContender(Optional.of(ConflictPolicy.FAIL)),
          new DocumentContender(Optional.of(ConflictPolicy.NOWAIT)),
          new DocumentContender(Optional.of(ConflictPolicy.SKIP)),
          sql("sql:rc", IsolationLevel.READ_COMMITTED, "wait"),
          sql("sql:rr", IsolationLevel.REPEATABLE_READ, "fail"),
          sql("sql:ser", IsolationLevel.SERIALIZABLE, "fail"),
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

  private static Contender sql(String key, IsolationLevel level, String policy) {
    return new SqlContender(
        key + ":" + policy,
        level.sqlName(),
        String.format(Locale.ROOT, "Duet's SQL at %s, %s on conflict", level.sqlName(), policy),
        Map.of("conflict_policy", policy));
  }

  /** All that differ, in the order in which reports show them. */
  public static List<Contender> all() {
    return ALL;
  }

  /** Every level and language with its own conflict policy and with the other one. */
  public static List<Contender> levelsAndPolicies() {
    return POLICIES;
  }

  /** The contender of that key. */
  public static Optional<Contender> named(String key) {
    return Stream.concat(POLICIES.stream(), OTHERS.stream())
        .filter(contender -> contender.key().equals(key))
        .findFirst();
  }
}
