package org.duetdb.tools.foreign;

import java.sql.Connection;
import java.util.Locale;
import java.util.Optional;

/** SQL's levels of isolation, as keys and as JDBC have them. */
enum Level {
  READ_COMMITTED("rc", Connection.TRANSACTION_READ_COMMITTED),
  REPEATABLE_READ("rr", Connection.TRANSACTION_REPEATABLE_READ),
  SERIALIZABLE("ser", Connection.TRANSACTION_SERIALIZABLE);

  private final String key;
  private final int jdbc;

  Level(String key, int jdbc) {
    this.key = key;
    this.jdbc = jdbc;
  }

  /** The level that a contender's key ends with. */
  static Optional<Level> of(String key) {
    for (var level : values()) {
      if (level.key.equals(key)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** The level that a statement names. */
  static Optional<Level> in(String sql) {
    var upper = sql.toUpperCase(Locale.ROOT);
    for (var level : values()) {
      if (upper.contains(level.sql())) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /** The constant of {@link Connection}. */
  int jdbc() {
    return jdbc;
  }

  /** The level in SQL's words. */
  String sql() {
    return name().replace('_', ' ');
  }
}
