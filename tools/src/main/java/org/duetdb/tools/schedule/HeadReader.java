package org.duetdb.tools.schedule;

import java.time.Duration;

/** Reads what stands before a schedule's first script. */
final class HeadReader {
  private final ScheduleScanner scanner;

  HeadReader(ScheduleScanner scanner) {
    this.scanner = scanner;
  }

  Head read(String name) {
    var title = name;
    var because = "";
    var pace = Head.DEFAULT_PACE;
    var realLifetime = Head.DEFAULT_REAL_LIFETIME;
    var options = "";
    while (true) {
      var token = scanner.peek();
      if (token.isWord("setup") || token.isWord("teardown") || token.isWord("session")) {
        return new Head(title, scanner.leadingComment(), because, pace, realLifetime, options);
      }
      scanner.take();
      if (token.isWord("scenario")) {
        title = sentence(token);
      } else if (token.isWord("because")) {
        because = sentence(token);
      } else if (token.isWord("pace")) {
        pace = duration(scanner);
      } else if (token.isWord("real_lifetime")) {
        realLifetime = realLifetime();
      } else if (token.isWord("options")) {
        options = sentence(token);
      } else {
        throw scanner.fault(
            token,
            "expected scenario, because, pace, real_lifetime, options, setup, teardown or session,"
                + " found "
                + token.describe());
      }
    }
  }

  private String sentence(Token key) {
    var token = scanner.take();
    if (token.kind() != Token.Kind.QUOTED) {
      throw scanner.fault(
          token, "'" + key.text() + "' needs a text in quotes, found " + token.describe());
    }
    return token.text();
  }

  private Duration realLifetime() {
    var token = scanner.peek();
    var chosen = duration(scanner);
    if (chosen.isZero() || chosen.compareTo(Head.LIFETIME) > 0) {
      throw scanner.fault(token, "'real_lifetime' must be from 1ms to 60s");
    }
    return chosen;
  }

  /** Consumes a duration: a number, then {@code ms}, {@code s} or {@code min}. */
  static Duration duration(ScheduleScanner scanner) {
    var number = scanner.take();
    var unit = scanner.take();
    if (number.kind() != Token.Kind.NUMBER || number.text().length() > 12) {
      throw scanner.fault(number, "expected a duration such as 60s, found " + number.describe());
    }
    long amount = Long.parseLong(number.text());
    return switch (unit.text()) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      default ->
          throw scanner.fault(
              unit, "expected ms, s or min after the number, found " + unit.describe());
    };
  }
}
