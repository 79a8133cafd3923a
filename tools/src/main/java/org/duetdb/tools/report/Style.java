package org.duetdb.tools.report;

/** How text looks: plain, or with the colours of an ANSI terminal. */
public enum Style {
  /** No colours. */
  PLAIN,
  /** ANSI escape sequences. */
  ANSI;

  private static final String RESET = "\u001b[0m";

  /** {@code text} as it looks in that role. */
  String paint(Role role, String text) {
    if (this == PLAIN || role == Role.PLAIN || text.isBlank()) {
      return text;
    }
    return code(role) + text + RESET;
  }

  private static String code(Role role) {
    return switch (role) {
      case PLAIN -> "";
      case HEADING -> "\u001b[1m";
      case FAINT -> "\u001b[2m";
      case GOOD -> "\u001b[32m";
      case WAITING -> "\u001b[33m";
      case BAD -> "\u001b[31m";
    };
  }
}
