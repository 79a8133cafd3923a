package org.duetdb.document.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;
import org.bson.types.Decimal128;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;

/**
 * Functions of one number (and at most a second): absolute value, rounding, roots, powers,
 * logarithms, trigonometry.
 */
final class Rounding {
  private static final int MAX_PLACE = 100;
  private static final int MIN_PLACE = -20;

  private Rounding() {}

  static void register(OperatorTable table) {
    table.unary("$abs", Rounding::abs);
    table.unary("$ceil", value -> round("$ceil", value, 0, RoundingMode.CEILING));
    table.unary("$floor", value -> round("$floor", value, 0, RoundingMode.FLOOR));
    table.function("$round", 1, 2, v -> round("$round", v, RoundingMode.HALF_EVEN));
    table.function("$trunc", 1, 2, v -> round("$trunc", v, RoundingMode.DOWN));
    real(table, "$exp", Math::exp);
    real(table, "$sin", Math::sin);
    real(table, "$cos", Math::cos);
    real(table, "$tan", Math::tan);
    real(table, "$asin", Math::asin);
    real(table, "$acos", Math::acos);
    real(table, "$atan", Math::atan);
    real(table, "$sinh", Math::sinh);
    real(table, "$cosh", Math::cosh);
    real(table, "$tanh", Math::tanh);
    real(table, "$degreesToRadians", Math::toRadians);
    real(table, "$radiansToDegrees", Math::toDegrees);
    table.function("$atan2", 2, 2, Rounding::atan2);
    table.unary("$sqrt", Rounding::sqrt);
    table.unary("$ln", value -> logarithm("$ln", 28766, value, Math::log));
    table.unary("$log10", value -> logarithm("$log10", 28761, value, Math::log10));
    table.function("$log", 2, 2, Rounding::log);
    table.function("$pow", 2, 2, Rounding::pow);
  }

  private static void real(OperatorTable table, String name, DoubleUnaryOperator function) {
    table.unary(name, value -> value.isNullish() ? BsonSlice.NULL : real(name, value, function));
  }

  /** The result of a function of reals: a Decimal128 for one, else a double. */
  private static BsonSlice real(String name, BsonSlice value, DoubleUnaryOperator function) {
    double result = function.applyAsDouble(Values.number(requireNumber(name, value)));
    return value.type() == ElementType.DECIMAL128
        ? BsonSlice.of(Decimals.fromDouble(result))
        : BsonSlice.of(result);
  }

  private static BsonSlice requireNumber(String name, BsonSlice value) {
    if (!value.isNumber()) {
      throw DuetException.located(
          28765, name + " only supports numeric types, not " + Values.typeName(value));
    }
    return value;
  }

  private static BsonSlice abs(BsonSlice value) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    return switch (requireNumber("$abs", value).type()) {
      case ElementType.DOUBLE -> BsonSlice.of(Math.abs(Values.number(value)));
      case ElementType.DECIMAL128 -> BsonSlice.of(abs(Arithmetic.decimal(value)));
      default -> absWhole(value);
    };
  }

  private static Decimal128 abs(Decimal128 value) {
    return Decimal128.fromIEEE754BIDEncoding(value.getHigh() & Long.MAX_VALUE, value.getLow());
  }

  private static BsonSlice absWhole(BsonSlice value) {
    long number = BsonNumbers.integer(value.bytes(), value.slot());
    if (number == Long.MIN_VALUE) {
      throw DuetException.located(28680, "can't take $abs of long long min");
    }
    long result = Math.abs(number);
    boolean small = value.type() == ElementType.INT32 && result == (int) result;
    return small ? BsonSlice.of((int) result) : BsonSlice.of(result);
  }

  private static BsonSlice round(String name, BsonSlice[] values, RoundingMode mode) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    if (!values[0].isNumber()) {
      throw DuetException.located(
          51081, name + " only supports numeric types, not " + Values.typeName(values[0]));
    }
    int place = values.length == 1 ? 0 : place(name, values[1]);
    return round(name, values[0], place, mode);
  }

  private static int place(String name, BsonSlice value) {
    int place =
        Values.intValue(value)
            .orElseThrow(
                () ->
                    DuetException.located(
                        51082, "precision argument to  " + name + " must be a integral value"));
    if (place < MIN_PLACE || place > MAX_PLACE) {
      throw DuetException.located(
          51083,
          "cannot apply "
              + name
              + " with precision value "
              + place
              + " value must be in [-20, 100]");
    }
    return place;
  }

  private static BsonSlice round(String name, BsonSlice value, int place, RoundingMode mode) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    return switch (requireNumber(name, value).type()) {
      case ElementType.DOUBLE -> BsonSlice.of(round(Values.number(value), place, mode));
      case ElementType.DECIMAL128 -> roundDecimal(value, place, mode);
      default -> roundWhole(name, value, place, mode);
    };
  }

  private static double round(double value, int place, RoundingMode mode) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(place, mode).doubleValue()
        : value;
  }

  private static BsonSlice roundDecimal(BsonSlice value, int place, RoundingMode mode) {
    Decimal128 decimal = Arithmetic.decimal(value);
    if (!decimal.isFinite()) {
      return value;
    }
    BigDecimal exact = Decimals.toBigDecimal(decimal);
    return exact.scale() <= place
        ? value
        : BsonSlice.of(Decimals.fromBigDecimal(exact.setScale(place, mode)));
  }

  private static BsonSlice roundWhole(String name, BsonSlice value, int place, RoundingMode mode) {
    if (place >= 0) {
      return value;
    }
    BigDecimal exact = BigDecimal.valueOf(BsonNumbers.integer(value.bytes(), value.slot()));
    BigDecimal rounded = exact.setScale(place, mode);
    if (rounded.toBigInteger().bitLength() >= Long.SIZE) {
      throw DuetException.located(
          51080,
          "invalid conversion from Decimal128 result in "
              + name
              + " resulting from arguments: ["
              + value
              + ","
              + place
              + "]");
    }
    long result = rounded.longValue();
    boolean small = value.type() == ElementType.INT32 && result == (int) result;
    return small ? BsonSlice.of((int) result) : BsonSlice.of(result);
  }

  private static BsonSlice sqrt(BsonSlice value) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    if (requireNumber("$sqrt", value).type() == ElementType.DECIMAL128) {
      Decimal128 decimal = Arithmetic.decimal(value);
      if (decimal.isFinite() && Decimals.toBigDecimal(decimal).signum() >= 0) {
        BigDecimal root = Decimals.toBigDecimal(decimal).sqrt(Decimals.CONTEXT);
        return BsonSlice.of(Decimals.fromBigDecimal(root));
      }
    }
    if (Values.number(value) < 0) {
      throw DuetException.located(28714, "$sqrt's argument must be greater than or equal to 0");
    }
    return real("$sqrt", value, Math::sqrt);
  }

  private static BsonSlice logarithm(
      String name, int refusal, BsonSlice value, DoubleUnaryOperator function) {
    if (value.isNullish()) {
      return BsonSlice.NULL;
    }
    if (Values.number(requireNumber(name, value)) <= 0) {
      throw DuetException.located(
          refusal, name + "'s argument must be a positive number, but is " + value);
    }
    return real(name, value, function);
  }

  private static BsonSlice log(BsonSlice[] values) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    if (!values[0].isNumber()) {
      throw DuetException.located(
          28756, "$log's argument must be numeric, not " + Values.typeName(values[0]));
    }
    if (!values[1].isNumber()) {
      throw DuetException.located(
          28757, "$log's base must be numeric, not " + Values.typeName(values[1]));
    }
    if (Values.number(values[0]) <= 0) {
      throw DuetException.located(
          28758, "$log's argument must be a positive number, but is " + values[0]);
    }
    double base = Values.number(values[1]);
    if (base <= 0 || base == 1) {
      throw DuetException.located(
          28759, "$log's base must be a positive number not equal to 1, but is " + values[1]);
    }
    return real("$log", values[0], x -> Math.log(x) / Math.log(base));
  }

  private static BsonSlice atan2(BsonSlice[] values) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    double x = Values.number(requireNumber("$atan2", values[1]));
    return real("$atan2", values[0], y -> Math.atan2(y, x));
  }

  private static BsonSlice pow(BsonSlice[] values) {
    if (Values.anyNullish(values)) {
      return BsonSlice.NULL;
    }
    BsonSlice base = values[0];
    BsonSlice exponent = values[1];
    if (!base.isNumber()) {
      throw DuetException.located(
          28762, "$pow's base must be numeric, not " + Values.typeName(base));
    }
    if (!exponent.isNumber()) {
      throw DuetException.located(
          28763, "$pow's exponent must be numeric, not " + Values.typeName(exponent));
    }
    if (Values.number(base) == 0 && Values.number(exponent) < 0) {
      throw DuetException.located(28764, "$pow cannot take a base of 0 and a negative exponent");
    }
    double result = Math.pow(Values.number(base), Values.number(exponent));
    if (Arithmetic.isDecimal(base, exponent)) {
      return BsonSlice.of(Decimals.fromDouble(result));
    }
    return base.type() == ElementType.DOUBLE || exponent.type() == ElementType.DOUBLE
        ? BsonSlice.of(result)
        : wholePower(base, exponent, result);
  }

  /** A whole result stays whole as long as doubles hold it exactly. */
  private static BsonSlice wholePower(BsonSlice base, BsonSlice exponent, double result) {
    if (Values.number(exponent) < 0 || Math.abs(result) > 0x1p53) {
      return BsonSlice.of(result);
    }
    boolean small =
        base.type() == ElementType.INT32
            && exponent.type() == ElementType.INT32
            && result == (int) result;
    return small ? BsonSlice.of((int) result) : BsonSlice.of((long) result);
  }
}
