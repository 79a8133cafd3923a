package org.duetdb.sql.expression;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Message digests as text. */
final class Digests {
  private Digests() {}

  static String hex(String algorithm, Object value) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(TextFunctions.utf8(value));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has " + algorithm, missing);
    }
  }
}
