package org.duetdb.engine.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldName;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.CollectionDescriptor;
import org.duetdb.api.spi.CollectionDescriptor.Column;

/**
 * What a collection's declared columns demand of every document, whichever language writes it: the
 * type, the length of a text, and a value where none may be missing. A number of a narrower type is
 * accepted for a wider one; fields that are not declared are not looked at. Immutable.
 */
public final class ColumnRules {
  private static final String ID = "_id";

  private final List<Rule> rules;

  private record Rule(String column, FieldName field, Kind kind, int length, boolean nullable) {}

  /** What BSON types a SQL type is stored as. */
  private enum Kind {
    WHOLE(ElementType.INT32),
    LONG(ElementType.INT32, ElementType.INT64),
    APPROXIMATE(ElementType.DOUBLE, ElementType.INT32, ElementType.INT64),
    EXACT(ElementType.DECIMAL128, ElementType.INT32, ElementType.INT64),
    TEXT(ElementType.STRING),
    TRUTH(ElementType.BOOLEAN),
    MOMENT(ElementType.DATE),
    BYTES(ElementType.BINARY),
    ANYTHING();

    @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
    private final byte[] types;

    Kind(byte... types) {
      this.types = types;
    }

    static Kind of(String sqlType) {
      return switch (sqlType.toUpperCase(Locale.ROOT)) {
        case "TINYINT", "SMALLINT", "INTEGER" -> WHOLE;
        case "BIGINT" -> LONG;
        case "REAL", "FLOAT", "DOUBLE" -> APPROXIMATE;
        case "DECIMAL" -> EXACT;
        case "CHAR", "VARCHAR" -> TEXT;
        case "BOOLEAN" -> TRUTH;
        case "DATE", "TIME", "TIMESTAMP" -> MOMENT;
        case "BINARY", "VARBINARY" -> BYTES;
        default -> ANYTHING;
      };
    }

    boolean allows(byte type) {
      for (byte allowed : types) {
        if (allowed == type) {
          return true;
        }
      }
      return types.length == 0;
    }
  }

  private ColumnRules(List<Rule> rules) {
    this.rules = rules;
  }

  static ColumnRules of(CollectionDescriptor descriptor) {
    var rules = new ArrayList<Rule>();
    boolean wholeKey = descriptor.primaryKey().size() == 1;
    for (var column : descriptor.columns()) {
      boolean inKey = descriptor.primaryKey().contains(column.name());
      if (!inKey || wholeKey) {
        rules.add(rule(column, inKey));
      }
    }
    return new ColumnRules(rules);
  }

  private static Rule rule(Column column, boolean isKey) {
    return new Rule(
        column.name(),
        FieldName.of(isKey ? ID : column.name()),
        Kind.of(column.type()),
        column.precision(),
        column.nullable() && !isKey);
  }

  /**
   * Checks a document that is about to be written.
   *
   * @throws DuetException 121 with the column and the reason
   */
  public void check(byte[] document, String collection) {
    int next = BsonBytes.firstElement(0);
    for (var rule : rules) {
      // Mostly the fields stand in the order of the columns, so that one pass finds them all.
      long slot = rule.field.find(document, 0, next);
      if (slot != BsonBytes.NO_SLOT) {
        next = BsonBytes.offset(slot) + BsonBytes.size(document, slot);
      }
      byte type = BsonBytes.type(slot);
      if (type == ElementType.MISSING || type == ElementType.NULL) {
        if (!rule.nullable) {
          throw refusal(collection, rule, "must have a value");
        }
      } else if (!rule.kind.allows(type)) {
        throw refusal(
            collection, rule, "is declared with another type than " + ElementType.nameOf(type));
      } else if (rule.kind == Kind.TEXT
          && rule.length > 0
          && isTooLong(document, slot, rule.length)) {
        throw refusal(collection, rule, "holds at most " + rule.length + " characters");
      }
    }
  }

  private static boolean isTooLong(byte[] document, long slot, int length) {
    int at = BsonBytes.offset(slot);
    if (BsonBytes.stringLength(document, at) <= length) {
      return false; // because a character has at least one byte
    }
    var text = BsonBytes.string(document, at);
    return text.codePointCount(0, text.length()) > length;
  }

  private static DuetException refusal(String collection, Rule rule, String why) {
    return new DuetException(
        ErrorCode.DOCUMENT_VALIDATION_FAILURE,
        "Document failed validation: column '"
            + rule.column
            + "' of "
            + collection
            + " "
            + why
            + "; nothing was written");
  }
}
