package org.duetdb.driver.metadata;

import org.jspecify.annotations.Nullable;

/**
 * A pattern for names: {@code %} stands for any characters, {@code _} for one, and {@code \} takes
 * its meaning from the next character. Immutable.
 */
public final class NamePattern {
  /** What takes its meaning from {@code %} and {@code _}. */
  public static final String ESCAPE = "\\";

  private static final NamePattern ALL = new NamePattern("%");

  private final String pattern;

  private NamePattern(String pattern) {
    this.pattern = pattern;
  }

  /** The pattern; null means every name, as JDBC has it. */
  public static NamePattern of(@Nullable String pattern) {
    return pattern == null ? ALL : new NamePattern(pattern);
  }

  /** The pattern that only this name matches; null means every name, as JDBC has it. */
  public static NamePattern exactly(@Nullable String name) {
    return name == null ? ALL : new NamePattern(name.replaceAll("[\\\\%_]", "\\\\$0"));
  }

  /** Whether all of {@code name} fits. */
  public boolean matches(String name) {
    return matches(0, name, 0);
  }

  private boolean matches(int at, String name, int from) {
    int place = at;
    int reached = from;
    while (place < pattern.length()) {
      char sign = pattern.charAt(place);
      if (sign == '%') {
        return matchesRest(place + 1, name, reached);
      }
      if (reached == name.length()) {
        return false;
      }
      boolean escaped = sign == ESCAPE.charAt(0) && place + 1 < pattern.length();
      if (escaped) {
        place++;
      }
      boolean any = sign == '_';
      if (!any && pattern.charAt(place) != name.charAt(reached)) {
        return false;
      }
      place++;
      reached++;
    }
    return reached == name.length();
  }

  private boolean matchesRest(int at, String name, int from) {
    for (int rest = from; rest <= name.length(); rest++) {
      if (matches(at, name, rest)) {
        return true;
      }
    }
    return false;
  }
}
