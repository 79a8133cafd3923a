package org.duetdb.sql.plan;

import java.util.Locale;

/** How much a session lets pass that is probably a mistake; the variable {@code conformance}. */
public enum Conformance {
  /** Refuses it, as PostgreSQL does. */
  STRICT,
  /**
   * Gives it SQLite's meaning: of several assignments to one column the rightmost counts, values of
   * types that are never equal compare as different, and a column that is declared VARCHAR(n) takes
   * texts of any length.
   */
  LENIENT;

  /** Its value as SET and URLs write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
