package org.duetdb.document.collation;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import org.bson.BsonDocument;
import org.duetdb.document.collation.Collation.TextKeys;

/**
 * Keys of texts by ICU4J; the only class that needs it. Each byte of ICU's key becomes a character,
 * so that the order of the key's bytes is that of the text's bytes in UTF-8.
 */
final class IcuKeys implements TextKeys {
  private static final int INITIAL_SIZE = 64;

  private final Collator collator;

  private IcuKeys(Collator collator) {
    this.collator = collator;
  }

  /**
   * @param document for errors
   * @param strength 1 to 3
   * @param caseFirst off, upper or lower
   */
  static TextKeys of(
      BsonDocument document,
      String locale,
      int strength,
      boolean caseLevel,
      boolean numeric,
      String caseFirst) {
    var wanted = ULocale.createCanonical(locale);
    var known = Collator.getAvailableULocales();
    if (Arrays.stream(known).noneMatch(one -> one.getBaseName().equals(wanted.getBaseName()))
        || !(Collator.getInstance(wanted) instanceof RuleBasedCollator collator)) {
      throw Collation.wrong("locale", document);
    }
    collator.setStrength(strength - 1);
    collator.setCaseLevel(caseLevel);
    collator.setNumericCollation(numeric);
    collator.setUpperCaseFirst(caseFirst.equals("upper"));
    if (caseFirst.equals("lower")) {
      collator.setLowerCaseFirst(true);
    }
    return new IcuKeys(collator.freeze());
  }

  @Override
  public String key(String text) {
    var key = collator.getRawCollationKey(text, new RawCollationKey(INITIAL_SIZE));
    var encoded = new StringBuilder(key.size);
    for (int i = 0; i < key.size; i++) {
      encoded.append((char) ((key.bytes[i] & 0xFF) + 1));
    }
    return encoded.toString();
  }
}
