package org.duetdb.sql.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.duetdb.api.conflict.ConflictPolicy;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;
import org.duetdb.sql.plan.Conformance;

/**
 * The settings of a session that are nothing but values: time-outs, the conflict policy, what an
 * error does, what is let pass. A value set with SET LOCAL ends with the transaction.
 */
final class SessionVariables {
  private static final String DEFAULT = "default";
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "lock_timeout", "0",
          "statement_timeout", "0",
          "conflict_policy", DEFAULT,
          "error_mode", "statement",
          "conformance", Conformance.STRICT.word(),
          "application_name", "");

  private final Map<String, String> values = new HashMap<>(DEFAULTS);
  private final Map<String, String> beforeLocal = new HashMap<>();
  private long version;

  /** Whether there is a variable of that name. */
  boolean has(String name) {
    return DEFAULTS.containsKey(name);
  }

  /** Counts every change. */
  long version() {
    return version;
  }

  String get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  /** All names and values, in name order. */
  Map<String, String> all() {
    return new TreeMap<>(values);
  }

  void set(String name, String value, boolean local) {
    String checked =
        value.equalsIgnoreCase(DEFAULT)
            ? Objects.requireNonNull(DEFAULTS.get(name))
            : checked(name, value.strip());
    if (local) {
      beforeLocal.putIfAbsent(name, get(name));
    } else {
      beforeLocal.remove(name);
    }
    values.put(name, checked);
    version++;
  }

  /** The transaction has ended. */
  void endTransaction() {
    if (!beforeLocal.isEmpty()) {
      values.putAll(beforeLocal);
      beforeLocal.clear();
      version++;
    }
  }

  private static String checked(String name, String value) {
    return switch (name) {
      case "lock_timeout", "statement_timeout" -> Long.toString(duration(name, value).toMillis());
      case "conflict_policy" -> word(name, value, "wait", "fail");
      case "error_mode" -> word(name, value, "statement", "transaction");
      case "conformance" -> word(name, value, "strict", "lenient");
      default -> value;
    };
  }

  private static String word(String name, String value, String... words) {
    for (String word : words) {
      if (word.equalsIgnoreCase(value)) {
        return word;
      }
    }
    throw illegal(name, value, String.join(" or ", words) + " or default");
  }

  private static Duration duration(String name, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int digits = 0;
    while (digits < lower.length() && "0123456789.".indexOf(lower.charAt(digits)) >= 0) {
      digits++;
    }
    long unit =
        switch (lower.substring(digits).strip()) {
          case "", "ms" -> 1;
          case "s" -> 1_000;
          case "min" -> 60_000;
          case "h" -> 3_600_000;
          default -> 0;
        };
    if (digits == 0 || unit == 0) {
      throw illegal(name, text, "milliseconds, or a number with the unit ms, s, min or h");
    }
    try {
      return Duration.ofMillis(
          new BigDecimal(lower.substring(0, digits))
              .multiply(BigDecimal.valueOf(unit))
              .longValue());
    } catch (NumberFormatException unreadable) {
      throw illegal(name, text, "a number of milliseconds");
    }
  }

  private static SqlFailure illegal(String name, String value, String wanted) {
    return new SqlFailure(
        SqlState.INVALID_PARAMETER_VALUE, name + " cannot be '" + value + "': it takes " + wanted);
  }

  long lockTimeoutNanos() {
    return Duration.ofMillis(Long.parseLong(get("lock_timeout"))).toNanos();
  }

  long statementTimeoutNanos() {
    return Duration.ofMillis(Long.parseLong(get("statement_timeout"))).toNanos();
  }

  Optional<ConflictPolicy> conflictPolicy() {
    return switch (get("conflict_policy")) {
      case "wait" -> Optional.of(ConflictPolicy.WAIT);
      case "fail" -> Optional.of(ConflictPolicy.FAIL);
      default -> Optional.empty();
    };
  }

  Conformance conformance() {
    return get("conformance").equals(Conformance.LENIENT.word())
        ? Conformance.LENIENT
        : Conformance.STRICT;
  }

  boolean errorsAbortTransaction() {
    return get("error_mode").equals("transaction");
  }
}
