package org.duetdb.tools.run;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.IsolationLevel;

/** The contenders there are, by their keys. */
public final class Contenders {
  private static final List<Contender> ALL =
      List.of(
          new DocumentContender(),
          new SqlContender("sql:rc", IsolationLevel.READ_COMMITTED),
          new SqlContender("sql:rr", IsolationLevel.REPEATABLE_READ));

  private Contenders() {}

  /** All of them, in the order in which reports show them. */
  public static List<Contender> all() {
    return ALL;
  }

  /** The contender of that key. */
  public static Optional<Contender> named(String key) {
    return ALL.stream().filter(contender -> contender.key().equals(key)).findFirst();
  }
}
