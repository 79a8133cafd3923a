package org.duetdb.document.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.bson.types.Decimal128;
import org.duetdb.api.bson.BsonArithmetic;
import org.duetdb.api.bson.BsonArithmetic.Operation;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** The four operations, remainder, and bitwise operations. */
final class Arithmetic {
  private Arithmetic() {}

  static void register(OperatorTable table) {
    table.function("$add", 0, Operands.ANY, Arithmetic::add);
    table.function("$subtract", 2, 2, Arithmetic::subtract);
    table.function("$multiply", 0, Operands.ANY, Arithmetic::multiply);
    table.function("$divide", 2, 2, Arithmetic::divide);
    table.function("$mod", 2, 2, Arithmetic::mod);
    bitwise(table, "$bitAnd", -1, (a, b) -> a & b);
    bitwise(table, "$bitOr", 0, (a, b) -> a | b);
    bitwise(table, "$bitXor", 0, (a, b) -> a ^ b);
    table.unary("$bitNot", Arithmetic::bitNot);
  }

  private static BsonSlice add(BsonSlice[] values) {
    NumericSum sum = new NumericSum();
    boolean date = false;
    for (BsonSlice value : values) {
      if (value.isNullish()) {
        return BsonSlice.NULL;
      }
      if (value.type() == ElementType.DATE) {
        if (date) {
          throw DuetException.located(16612, "only one date allowed in an $add expression");
        }
        date = true;
        sum.add(BsonSlice.of(milliseconds(value)));
      } else if (value.isNumber()) {
        sum.add(value);
      } else {
        throw mismatch("$add only supports numeric or date types, not " + Values.typeName(value));
      }
    }
    return date ? BsonSlice.ofDate(Math.round(Values.number(sum.result()))) : sum.result();
  }

  private static BsonSlice subtract(BsonSlice[] values) {
    BsonSlice left = values[0];
    BsonSlice right = values[1];
    if (left.isNullish() || right.isNullish()) {
      return BsonSlice.NULL;
    }
    if (left.isNumber() && right.isNumber()) {
      return subtractNumbers(left, right);
    }
    if (left.type() == ElementType.DATE && right.type() == ElementType.DATE) {
      return BsonSlice.of(milliseconds(left) - milliseconds(right));
    }
    if (left.type() == ElementType.DATE && right.isNumber()) {
      return BsonSlice.ofDate(milliseconds(left) - Math.round(Values.number(right)));
    }
    throw mismatch("can't $subtract " + Values.typeName(right) + " from " + Values.typeName(left));
  }

  private static BsonSlice subtractNumbers(BsonSlice left, BsonSlice right) {
    if (right.type() == ElementType.INT64
        && BsonNumbers.integer(right.bytes(), right.slot()) == Long.MIN_VALUE) {
      return BsonSlice.of(Values.number(left) - Values.number(right));
    }
    BsonSlice minus =
        BsonArithmetic.apply(Operation.MULTIPLY, right, BsonSlice.of(-1)).orElseThrow();
    return BsonArithmetic.apply(Operation.ADD, left, minus)
        .map(result -> narrowed(result, left, right))
        .orElseGet(() -> BsonSlice.of(Values.number(left) - Values.number(right)));
  }

  /** An int32 whose negation needed an int64 gives an int32 again if the result fits. */
  private static BsonSlice narrowed(BsonSlice result, BsonSlice left, BsonSlice right) {
    boolean small = left.type() == ElementType.INT32 && right.type() == ElementType.INT32;
    return small ? Values.intValue(result).map(BsonSlice::of).orElse(result) : result;
  }

  private static BsonSlice multiply(BsonSlice[] values) {
    BsonSlice product = BsonSlice.of(1);
    for (BsonSlice value : values) {
      if (value.isNullish()) {
        return BsonSlice.NULL;
      }
      if (!value.isNumber()) {
        throw mismatch("$multiply only supports numeric types, not " + Values.typeName(value));
      }
      BsonSlice factor = product;
      product =
          BsonArithmetic.apply(Operation.MULTIPLY, factor, value)
              .orElseGet(() -> BsonSlice.of(Values.number(factor) * Values.number(value)));
    }
    return product;
  }

  private static BsonSlice divide(BsonSlice[] values) {
    BsonSlice left = values[0];
    BsonSlice right = values[1];
    if (left.isNullish() || right.isNullish()) {
      return BsonSlice.NULL;
    }
    if (!left.isNumber() || !right.isNumber()) {
      throw mismatch(
          "$divide only supports numeric types, not "
              + Values.typeName(left)
              + " and "
              + Values.typeName(right));
    }
    if (Values.number(right) == 0) {
      throw new DuetException(ErrorCode.BAD_VALUE, "can't $divide by zero");
    }
    return isDecimal(left, right)
        ? BsonSlice.of(divide(decimal(left), decimal(right)))
        : BsonSlice.of(Values.number(left) / Values.number(right));
  }

  private static Decimal128 divide(Decimal128 left, Decimal128 right) {
    if (!left.isFinite() || !right.isFinite()) {
      return Decimals.fromDouble(
          Values.number(BsonSlice.of(left)) / Values.number(BsonSlice.of(right)));
    }
    BigDecimal quotient =
        Decimals.toBigDecimal(left).divide(Decimals.toBigDecimal(right), Decimals.CONTEXT);
    return Decimals.fromBigDecimal(quotient);
  }

  private static BsonSlice mod(BsonSlice[] values) {
    BsonSlice left = values[0];
    BsonSlice right = values[1];
    if (left.isNullish() || right.isNullish()) {
      return BsonSlice.NULL;
    }
    if (!left.isNumber() || !right.isNumber()) {
      throw DuetException.located(
          16611,
          "$mod only supports numeric types, not "
              + Values.typeName(left)
              + " and "
              + Values.typeName(right));
    }
    if (Values.number(right) == 0) {
      throw DuetException.located(16610, "can't $mod by zero");
    }
    return modNumbers(left, right);
  }

  private static BsonSlice modNumbers(BsonSlice left, BsonSlice right) {
    if (isDecimal(left, right)) {
      return BsonSlice.of(mod(decimal(left), decimal(right)));
    }
    if (left.type() == ElementType.DOUBLE || right.type() == ElementType.DOUBLE) {
      return BsonSlice.of(Values.number(left) % Values.number(right));
    }
    long result =
        BsonNumbers.integer(left.bytes(), left.slot())
            % BsonNumbers.integer(right.bytes(), right.slot());
    boolean wide = left.type() == ElementType.INT64 || right.type() == ElementType.INT64;
    return wide ? BsonSlice.of(result) : BsonSlice.of((int) result);
  }

  private static Decimal128 mod(Decimal128 left, Decimal128 right) {
    if (!left.isFinite() || right.isNaN()) {
      return Decimal128.NaN;
    }
    if (right.isInfinite()) {
      return left;
    }
    BigDecimal dividend = Decimals.toBigDecimal(left);
    BigDecimal divisor = Decimals.toBigDecimal(right);
    BigDecimal times = dividend.divide(divisor, 0, RoundingMode.DOWN);
    return Decimals.fromBigDecimal(dividend.subtract(times.multiply(divisor)));
  }

  /** A bitwise operation of two numbers. */
  @FunctionalInterface
  private interface Bits {
    long apply(long left, long right);
  }

  private static void bitwise(OperatorTable table, String name, int neutral, Bits operation) {
    table.function(
        name,
        0,
        Operands.ANY,
        values -> {
          long result = neutral;
          boolean wide = false;
          for (BsonSlice value : values) {
            if (value.isNullish()) {
              return BsonSlice.NULL;
            }
            requireWhole(name, value);
            wide |= value.type() == ElementType.INT64;
            result = operation.apply(result, BsonNumbers.integer(value.bytes(), value.slot()));
          }
          return wide ? BsonSlice.of(result) : BsonSlice.of((int) result);
        });
  }

  private static BsonSlice bitNot(BsonSlice value) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    requireWhole("$bitNot", value);
    long result = ~BsonNumbers.integer(value.bytes(), value.slot());
    return value.type() == ElementType.INT64 ? BsonSlice.of(result) : BsonSlice.of((int) result);
  }

  private static void requireWhole(String operator, BsonSlice value) {
    if (value.type() != ElementType.INT32 && value.type() != ElementType.INT64) {
      throw mismatch(operator + " only supports int and long operands.");
    }
  }

  static boolean isDecimal(BsonSlice left, BsonSlice right) {
    return left.type() == ElementType.DECIMAL128 || right.type() == ElementType.DECIMAL128;
  }

  static Decimal128 decimal(BsonSlice value) {
    return BsonNumbers.decimal(value.bytes(), value.slot());
  }

  private static long milliseconds(BsonSlice date) {
    return BsonBytes.int64(date.bytes(), date.offset());
  }

  private static DuetException mismatch(String message) {
    return new DuetException(ErrorCode.TYPE_MISMATCH, message);
  }
}
