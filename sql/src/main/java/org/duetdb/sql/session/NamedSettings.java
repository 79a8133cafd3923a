package org.duetdb.sql.session;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.duetdb.api.IsolationLevel;
import org.duetdb.sql.SqlFailure;
import org.duetdb.sql.SqlState;

/**
 * The settings that SET and SHOW know beside the plain variables: those that are the session's own
 * state.
 */
final class NamedSettings {
  private static final String ISOLATION = "transaction_isolation";
  private static final String DEFAULT_ISOLATION = "default_transaction_isolation";
  private static final String READ_ONLY = "transaction_read_only";
  private static final String SCHEMA = "schema";
  private static final String SEARCH_PATH = "search_path";

  private NamedSettings() {}

  /** Their values, in the words of PostgreSQL. */
  static Map<String, String> derived(SessionOnEngine session) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(ISOLATION, words(session.isolation()));
    settings.put(READ_ONLY, session.readOnly() ? "on" : "off");
    settings.put("autocommit", session.autocommit() ? "on" : "off");
    settings.put(SCHEMA, session.schema());
    settings.put(SEARCH_PATH, session.schema());
    return settings;
  }

  private static String words(IsolationLevel level) {
    return level.sqlName().toLowerCase(Locale.ROOT);
  }

  static void set(
      SessionOnEngine session,
      SessionVariables variables,
      String name,
      String value,
      boolean local) {
    String key = name.toLowerCase(Locale.ROOT);
    switch (key) {
      case ISOLATION, DEFAULT_ISOLATION -> session.isolation(level(value));
      case READ_ONLY -> session.readOnly(isOn(value));
      case "autocommit" -> session.autocommit(isOn(value));
      case SCHEMA, SEARCH_PATH -> session.schema(firstOf(value));
      default -> {
        if (!variables.has(key)) {
          throw unknown(name);
        }
        variables.set(key, value, local);
        if (key.equals("application_name") && !value.isBlank()) {
          session.engineSession().label(value);
        }
      }
    }
  }

  /** A search path's first schema is where names are looked up; the others are not searched. */
  private static String firstOf(String path) {
    int comma = path.indexOf(',');
    return (comma < 0 ? path : path.substring(0, comma)).strip();
  }

  private static IsolationLevel level(String words) {
    return switch (words.strip().toUpperCase(Locale.ROOT).replaceAll("[ _-]+", "_")) {
      case "READ_UNCOMMITTED", "READ_COMMITTED", "DEFAULT" -> IsolationLevel.READ_COMMITTED;
      case "REPEATABLE_READ", "SNAPSHOT" -> IsolationLevel.REPEATABLE_READ;
      case "SERIALIZABLE" -> IsolationLevel.SERIALIZABLE;
      default ->
          throw new SqlFailure(
              SqlState.INVALID_PARAMETER_VALUE, "'" + words + "' is not an isolation level");
    };
  }

  private static boolean isOn(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "on", "true", "1", "yes" -> true;
      case "off", "false", "0", "no" -> false;
      default ->
          throw new SqlFailure(
              SqlState.INVALID_PARAMETER_VALUE, "'" + value + "' is neither on nor off");
    };
  }

  /** The settings that SHOW asks for. */
  static Map<String, String> show(Map<String, String> all, String name) {
    String key = name.toLowerCase(Locale.ROOT);
    if (key.equals("all")) {
      return all;
    }
    String value = all.get(key);
    if (value == null) {
      throw unknown(name);
    }
    return Map.of(key, value);
  }

  private static SqlFailure unknown(String name) {
    return new SqlFailure(SqlState.UNDEFINED_OBJECT, "there is no setting '" + name + "'");
  }
}
