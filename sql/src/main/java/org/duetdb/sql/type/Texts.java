package org.duetdb.sql.type;

/** Text compared as BSON compares its UTF-8 bytes, which is by code points. */
public final class Texts {
  private Texts() {}

  /** Compares by code points; Java's own order puts surrogates before U+E000 and above. */
  public static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) != Character.isSurrogate(b)
            ? Character.isSurrogate(a) ? 1 : -1
            : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
