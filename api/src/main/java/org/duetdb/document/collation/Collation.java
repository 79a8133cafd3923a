package org.duetdb.document.collation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * Rules by which texts are compared, other than by their bytes. Immutable and thread-safe.
 *
 * <p>Of MongoDB's fields there are {@code locale}, {@code strength} 1 to 3, {@code caseLevel},
 * {@code caseFirst} and {@code numericOrdering}.
 */
public final class Collation {
  private static final String LOCALE = "locale";
  private static final String STRENGTH = "strength";
  private static final int DEFAULT_STRENGTH = 3;
  private static final Set<String> KNOWN =
      Set.of(LOCALE, STRENGTH, "caseLevel", "caseFirst", "numericOrdering");

  /** MongoDB's fields, with the value at which a field changes nothing. */
  private static final Map<String, BsonValue> WITHOUT_EFFECT =
      Map.of(
          "alternate",
          new BsonString("non-ignorable"),
          "backwards",
          BsonDocument.parse("{b: false}").get("b"),
          "normalization",
          BsonDocument.parse("{b: false}").get("b"),
          "maxVariable",
          new BsonString("punct"));

  private final BsonDocument document;
  private final TextKeys keys;

  private Collation(BsonDocument document, TextKeys keys) {
    this.document = document;
    this.keys = keys;
  }

  /** Gives texts whose bytes compare as the rules say. */
  @FunctionalInterface
  interface TextKeys {
    String key(String text);
  }

  /**
   * Reads a collation document.
   *
   * @return empty for {@code {locale: "simple"}}, the comparison of bytes
   * @throws DuetException 2 if it is wrong, 40414 without a locale; 238 for what Duet has not got,
   *     or if the library is not there
   */
  public static Optional<Collation> of(BsonDocument document) {
    var locale = document.get(LOCALE);
    if (locale == null) {
      throw DuetException.located(
          40414, "BSON field 'collation.locale' is missing but a required field");
    }
    if (!locale.isString()) {
      throw wrong(LOCALE, document);
    }
    document.forEach((name, value) -> refuseUnknown(name, value, document));
    if (locale.asString().getValue().equals("simple")) {
      if (document.size() > 1) {
        throw wrong(LOCALE, document); // because bytes have no strength
      }
      return Optional.empty();
    }
    return Optional.of(new Collation(document, keys(document)));
  }

  private static void refuseUnknown(String name, BsonValue value, BsonDocument document) {
    var neutral = WITHOUT_EFFECT.get(name);
    if (!KNOWN.contains(name) && neutral == null) {
      throw DuetException.located(
          40415, "BSON field 'collation." + name + "' is an unknown field.");
    }
    if (neutral != null && !neutral.equals(value)) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED,
          "the collation "
              + document.toJson()
              + " is not supported: '"
              + name
              + "' can only be "
              + neutral);
    }
  }

  private static TextKeys keys(BsonDocument document) {
    var strength = document.get(STRENGTH, new BsonInt32(DEFAULT_STRENGTH));
    if (!strength.isNumber() || strength.asNumber().doubleValue() % 1 != 0) {
      throw wrong(STRENGTH, document);
    }
    int level = strength.asNumber().intValue();
    if (level < 1 || level > 5) {
      throw wrong(STRENGTH, document);
    }
    if (level > DEFAULT_STRENGTH) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED,
          "the collation " + document.toJson() + " is not supported: the strength is 1, 2 or 3");
    }
    try {
      return IcuKeys.of(
          document,
          document.getString(LOCALE).getValue(),
          level,
          flag(document, "caseLevel"),
          flag(document, "numericOrdering"),
          caseFirst(document));
    } catch (NoClassDefFoundError absent) {
      throw new DuetException(
          ErrorCode.NOT_IMPLEMENTED,
          "the collation "
              + document.toJson()
              + " needs the library com.ibm.icu:icu4j, which is not there (as a module:"
              + " com.ibm.icu); without it texts are compared byte by byte, {locale: \"simple\"}",
          absent);
    }
  }

  private static boolean flag(BsonDocument document, String name) {
    var value = document.get(name);
    if (value != null && !value.isBoolean()) {
      throw wrong(name, document);
    }
    return value != null && value.asBoolean().getValue();
  }

  private static String caseFirst(BsonDocument document) {
    var value = document.get("caseFirst", new BsonString("off"));
    if (!value.isString()
        || !Set.of("off", "upper", "lower").contains(value.asString().getValue())) {
      throw wrong("caseFirst", document);
    }
    return value.asString().getValue();
  }

  static DuetException wrong(String field, BsonDocument document) {
    return new DuetException(
        ErrorCode.BAD_VALUE, "Field '" + field + "' is invalid in: " + document.toJson());
  }

  /** As it was given. */
  public BsonDocument document() {
    return document;
  }

  /** The same value with every text in it, at any depth, replaced by its key. */
  public BsonValue keyed(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING -> new BsonString(keys.key(value.asString().getValue()));
      case SYMBOL -> new BsonString(keys.key(value.asSymbol().getSymbol()));
      case DOCUMENT -> {
        var mapped = new BsonDocument();
        value.asDocument().forEach((name, one) -> mapped.append(name, keyed(one)));
        yield mapped;
      }
      case ARRAY -> new BsonArray(value.asArray().stream().map(this::keyed).toList());
      default -> value;
    };
  }

  /** Whether there is a text in a value, at any depth. */
  public static boolean hasText(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING, SYMBOL -> true;
      case DOCUMENT -> value.asDocument().values().stream().anyMatch(Collation::hasText);
      case ARRAY -> value.asArray().stream().anyMatch(Collation::hasText);
      default -> false;
    };
  }
}
