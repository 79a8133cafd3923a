package org.duetdb.tools.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** The SQLSTATE of PostgreSQL's messages, which isolationtester prints without it. */
final class PostgresErrors {
  private static final Map<String, String> STATES = new LinkedHashMap<>();

  static {
    STATES.put("could not serialize access", "40001");
    STATES.put("deadlock detected", "40P01");
    STATES.put("could not obtain lock", "55P03");
    STATES.put("canceling statement due to lock timeout", "55P03");
    STATES.put("canceling statement due to statement timeout", "57014");
    STATES.put("current transaction is aborted", "25P02");
    STATES.put("duplicate key value violates unique constraint", "23505");
    STATES.put("insert or update on table", "23503");
    STATES.put("update or delete on table", "23503");
    STATES.put("null value in column", "23502");
    STATES.put("new row for relation", "23514");
    STATES.put("relation ", "42P01");
    STATES.put("division by zero", "22012");
  }

  private PostgresErrors() {}

  /** The SQLSTATE, or the message itself if it is not known. */
  static String stateOf(String message) {
    return STATES.entrySet().stream()
        .filter(known -> message.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(message);
  }
}
