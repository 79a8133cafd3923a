package org.duetdb.sql.catalog;

import java.util.Map;
import java.util.Optional;

/** Names as SQL finds them: as written, else without regard to case. */
public final class Names {
  private Names() {}

  /** The entry whose key is {@code name}, or the first in order that differs in case only. */
  public static <T> Optional<Map.Entry<String, T>> find(Map<String, T> entries, String name) {
    T exact = entries.get(name);
    if (exact != null) {
      return Optional.of(Map.entry(name, exact));
    }
    for (Map.Entry<String, T> entry : entries.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }
}
