package org.duetdb.tools.history;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keys that histories touch. Lists are arrays, to which documents append, or texts, to which
 * SQL appends; each language reads what it can. Registers are for both, and half of them do not
 * exist in the beginning, so that conditions have something to miss.
 *
 * @param arrays lists that are appended to with {@code $push}
 * @param texts lists that are appended to with {@code ||}
 * @param registers in key order
 */
record Keys(List<String> arrays, List<String> texts, List<String> registers) {
  static final int GROUPS = 2;

  /** Few enough that transactions meet. */
  static Keys few() {
    return new Keys(named("la", 2), named("lt", 2), named("r", 6));
  }

  /** Enough for many threads to meet now and then. */
  static Keys many() {
    return new Keys(named("la", 6), named("lt", 6), named("r", 16));
  }

  private static List<String> named(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + (char) ('a' + i)).toList();
  }

  Set<String> lists() {
    return Stream.concat(arrays.stream(), texts.stream()).collect(Collectors.toSet());
  }

  boolean isArray(String key) {
    return key.startsWith("la");
  }

  boolean isList(String key) {
    return key.startsWith("l");
  }

  /** Whether a register is there before anybody has written it. */
  boolean existsFromTheStart(String register) {
    return registers.indexOf(register) % 3 == 0;
  }

  /** A field of a register that is not its key. */
  int group(String register) {
    return registers.indexOf(register) % GROUPS;
  }
}
