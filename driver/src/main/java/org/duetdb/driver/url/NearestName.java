package org.duetdb.driver.url;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody who misspelt a name has probably meant. */
final class NearestName {
  private static final int SHORTEST_PART = 4;

  private NearestName() {}

  /**
   * The name with the fewest inserted, deleted, replaced or swapped characters against {@code
   * wrong}, without regard to case and underscores; the first in order among equals. What is left
   * out in front or behind counts once, however long it is.
   */
  static String among(Collection<String> names, String wrong) {
    String key = key(wrong);
    return names.stream()
        .min(
            Comparator.<String>comparingInt(name -> mistakes(key(name), key))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static int mistakes(String name, String wrong) {
    boolean part = wrong.length() >= SHORTEST_PART && name.contains(wrong);
    return part ? 1 : distance(name, wrong);
  }

  /** The optimal string alignment distance. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
  }
}
