package org.duetdb.sql.type;

import java.math.BigDecimal;
import org.duetdb.api.bson.BsonNumbers;

/** The one numeric line, for Integer, Long, Double and BigDecimal together; exact, as in BSON. */
public final class Numbers {
  private Numbers() {}

  /** Compares two numbers exactly; NaN is least and the two zeros are one. */
  public static int compare(Number left, Number right) {
    if (isInteger(left)) {
      if (isInteger(right)) {
        return Long.compare(left.longValue(), right.longValue());
      }
      if (right instanceof Double) {
        return BsonNumbers.compare(left.longValue(), right.doubleValue());
      }
    } else if (left instanceof Double) {
      if (right instanceof Double) {
        return BsonNumbers.compare(left.doubleValue(), right.doubleValue());
      }
      if (isInteger(right)) {
        return -BsonNumbers.compare(right.longValue(), left.doubleValue());
      }
    }
    return compareDecimals(left, right);
  }

  private static int compareDecimals(Number left, Number right) {
    if (!isFinite(left)) {
      return BsonNumbers.compare(left.doubleValue(), 0);
    }
    if (!isFinite(right)) {
      return BsonNumbers.compare(0, right.doubleValue());
    }
    return decimal(left).compareTo(decimal(right));
  }

  /** Whether the number is a whole one by its class. */
  public static boolean isInteger(Number value) {
    return value instanceof Integer || value instanceof Long;
  }

  /** The exact decimal value of a finite number. */
  public static BigDecimal decimal(Number value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return isInteger(value)
        ? BigDecimal.valueOf(value.longValue())
        : new BigDecimal(value.doubleValue());
  }

  private static boolean isFinite(Number value) {
    return !(value instanceof Double number) || Double.isFinite(number);
  }
}
