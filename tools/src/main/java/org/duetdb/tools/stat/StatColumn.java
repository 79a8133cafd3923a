package org.duetdb.tools.stat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * A column: a field of serverStatus as it is, or what it has grown by.
 *
 * @param header what stands above it
 * @param path the field
 * @param kind what of it is shown
 */
record StatColumn(String header, String path, Kind kind) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss.SSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final int TIME_WIDTH = 19;
  private static final Set<String> OPERATIONS =
      Set.of("insert", "query", "update", "delete", "command");
  private static final String RATE = ".rate()";
  private static final String DIFFERENCE = ".diff()";

  /** What is shown of a field. */
  enum Kind {
    VALUE,
    DIFFERENCE,
    RATE,
    OPERATIONS,
    TIME
  }

  /**
   * Reads {@code field}, {@code field.rate()}, {@code field.diff()}, with {@code =header} or not.
   */
  static StatColumn parse(String text) {
    int equals = text.indexOf('=');
    var field = equals < 0 ? text : text.substring(0, equals);
    var header = equals < 0 ? text : text.substring(equals + 1);
    if (field.equals("time")) {
      return new StatColumn(header, "localTime", Kind.TIME);
    }
    if (OPERATIONS.contains(field)) {
      return new StatColumn(header, "opcounters." + field, Kind.OPERATIONS);
    }
    if (field.endsWith(RATE)) {
      return new StatColumn(header, without(RATE, field), Kind.RATE);
    }
    return field.endsWith(DIFFERENCE)
        ? new StatColumn(header, without(DIFFERENCE, field), Kind.DIFFERENCE)
        : new StatColumn(header, field, Kind.VALUE);
  }

  private static String without(String end, String field) {
    return field.substring(0, field.length() - end.length());
  }

  /** Whether serverStatus has such a field. */
  boolean isIn(StatSample sample) {
    return kind == Kind.TIME || sample.number(path).isPresent();
  }

  int width() {
    return kind == Kind.TIME ? Math.max(TIME_WIDTH, header.length()) : header.length();
  }

  String text(StatSample before, StatSample now) {
    return switch (kind) {
      case TIME -> TIME.format(now.at());
      case VALUE -> String.valueOf(value(now));
      case DIFFERENCE -> String.valueOf(value(now) - value(before));
      case RATE -> String.valueOf(perSecond(before, now));
      case OPERATIONS -> operations(perSecond(before, now));
    };
  }

  private long value(StatSample sample) {
    return sample.number(path).orElse(0L);
  }

  private long perSecond(StatSample before, StatSample now) {
    long grown = value(now) - value(before);
    long millis = Duration.between(before.at(), now.at()).toMillis();
    return millis == 0 ? grown : Math.round(grown * 1_000.0 / millis);
  }

  /** mongostat marks operations that came by replication; no operations at all are marked too. */
  private static String operations(long count) {
    return count == 0 ? "*0" : String.valueOf(count);
  }
}
