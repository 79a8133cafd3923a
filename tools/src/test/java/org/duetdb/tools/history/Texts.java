package org.duetdb.tools.history;

import java.util.Arrays;
import java.util.List;

/** How values are stored where they are not simply numbers. */
final class Texts {
  private Texts() {}

  /** A list such as {@code ,3,5}. */
  static List<Integer> parse(String items) {
    return Arrays.stream(items.split(","))
        .filter(one -> !one.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }

  /** A register, in which 0 is the initial value. */
  static List<Integer> register(int value) {
    return value == 0 ? List.of() : List.of(value);
  }
}
