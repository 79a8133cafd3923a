package org.duetdb.sql.type;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.avatica.util.ByteString;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * The order and the equality of values. It is BSON's ({@link BsonOrder}); for pairs of the same
 * Java class it is computed without encoding them.
 */
public final class ValueOrder {
  /** The total order over non-null values. */
  public static final Comparator<Object> TOTAL = ValueOrder::compare;

  private static final int LONG_DIGITS = 18;

  private ValueOrder() {}

  /** Compares two values by the total order. */
  public static int compare(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return Numbers.compare(a, b);
    }
    if (left instanceof String a && right instanceof String b) {
      return Texts.compare(a, b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return Boolean.compare(a, b);
    }
    if (left instanceof ByteString a && right instanceof ByteString b) {
      return compareBytes(a, b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return compareLists(a, b);
    }
    return BsonOrder.compare(AnyValues.slice(left), AnyValues.slice(right));
  }

  /** Whether two values are equal by the total order. */
  public static boolean equal(Object left, Object right) {
    return left.getClass() == right.getClass()
            && !(left instanceof Number)
            && !(left instanceof List)
        ? left.equals(right)
        : compare(left, right) == 0;
  }

  /** Text and bytes compare by content; lengths first, as BSON has it for binary data. */
  private static int compareBytes(ByteString left, ByteString right) {
    int order = Integer.compare(left.length(), right.length());
    return order != 0 ? order : left.compareTo(right);
  }

  private static int compareLists(List<?> left, List<?> right) {
    Iterator<?> others = right.iterator();
    for (Object value : left) {
      if (!others.hasNext()) {
        return 1;
      }
      int order = compareNullable(value, others.next());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  /** Compares by the total order with NULL before everything else. */
  public static int compareNullable(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    return compare(left, right);
  }

  /**
   * The value in a form whose {@code equals} and {@code hashCode} are this order's equality, so
   * that it can be a key of a hash table: 1, 1.0 and a Decimal128 of 1 are one key.
   */
  public static Object key(Object value) {
    if (value instanceof Integer number) {
      return (long) number;
    } else if (value instanceof Double number) {
      return BsonNumbers.isLong(number) ? (Object) number.longValue() : number;
    } else if (value instanceof BigDecimal decimal) {
      return decimalKey(decimal);
    } else if (value instanceof BsonSlice slice && slice.type() == ElementType.DECIMAL128) {
      var decimal = BsonNumbers.decimal(slice.bytes(), slice.slot());
      return decimal.isFinite() ? decimalKey(Decimals.toBigDecimal(decimal)) : value;
    }
    return value instanceof List || value instanceof Map ? AnyValues.slice(value) : value;
  }

  /** A long or a double if one of them is exactly this number. */
  private static Object decimalKey(BigDecimal decimal) {
    BigDecimal plain = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= LONG_DIGITS) {
      return plain.longValueExact();
    }
    double nearest = plain.doubleValue();
    return Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(plain) == 0
        ? key(nearest)
        : plain;
  }
}
