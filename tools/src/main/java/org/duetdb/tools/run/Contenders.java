package org.duetdb.tools.run;

import java.util.List;
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

  /** Runs only for who asks for it, because it shows what {@code sql:rc} shows. */
  private static final Contender STRENGTHENED = new SqlContender("sql:ru", "READ UNCOMMITTED");

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
    return Stream.concat(ALL.stream(), Stream.of(STRENGTHENED))
        .filter(contender -> contender.key().equals(key))
        .findFirst();
  }
}
