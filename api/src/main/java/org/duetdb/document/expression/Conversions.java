package org.duetdb.document.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonObjectId;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.Decimals;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** The types of values, and conversion from one to another. */
final class Conversions {
  private static final Map<String, Byte> TARGETS =
      Map.of(
          "double", ElementType.DOUBLE,
          "string", ElementType.STRING,
          "objectId", ElementType.OBJECT_ID,
          "bool", ElementType.BOOLEAN,
          "date", ElementType.DATE,
          "int", ElementType.INT32,
          "long", ElementType.INT64,
          "decimal", ElementType.DECIMAL128);
  private static final String NO_ON_ERROR = " in $convert with no onError value";
  private static final double LARGEST_PLAIN = 1e21;

  private Conversions() {}

  static void register(OperatorTable table) {
    table.unary("$type", value -> BsonSlice.of(Values.typeName(value)));
    table.unary("$isNumber", value -> BsonSlice.of(value.isNumber()));
    table.add("$convert", Conversions::convert);
    TARGETS.forEach(
        (name, type) -> {
          String operator =
              "$to" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
          table.unary(operator, v -> v.isNullish() ? BsonSlice.NULL : to(type, v));
        });
  }

  private static Expression convert(Operands operands) {
    operands.named(
        ErrorCode.FAILED_TO_PARSE.number(),
        ErrorCode.FAILED_TO_PARSE.number(),
        "input",
        "to",
        "onError",
        "onNull",
        "format");
    Expression input = operands.required("input", ErrorCode.FAILED_TO_PARSE.number());
    Expression to = operands.required("to", ErrorCode.FAILED_TO_PARSE.number());
    Optional<Expression> onError = operands.optional("onError");
    Optional<Expression> onNull = operands.optional("onNull");
    return scope -> {
      BsonSlice value = input.evaluate(scope);
      if (value.isNullish()) {
        return onNull.map(e -> e.evaluate(scope)).orElse(BsonSlice.NULL);
      }
      BsonSlice target = to.evaluate(scope);
      if (target.isNullish()) {
        return BsonSlice.NULL;
      }
      byte type = target(target);
      if (onError.isEmpty()) {
        return to(type, value);
      }
      try {
        return to(type, value);
      } catch (DuetException failure) {
        if (failure.code() != ErrorCode.CONVERSION_FAILURE) {
          throw failure;
        }
        return onError.get().evaluate(scope);
      }
    };
  }

  private static byte target(BsonSlice target) {
    if (Values.isString(target)) {
      Byte type = TARGETS.get(Values.string(target));
      if (type == null) {
        throw new DuetException(ErrorCode.BAD_VALUE, "Unknown type name: " + Values.string(target));
      }
      return type;
    }
    int code =
        Values.intValue(target)
            .orElseThrow(
                () ->
                    new DuetException(
                        ErrorCode.FAILED_TO_PARSE,
                        "$convert's 'to' argument must be a string or number, but is "
                            + Values.typeName(target)));
    if (!TARGETS.containsValue((byte) code)) {
      throw new DuetException(
          ErrorCode.FAILED_TO_PARSE,
          "In $convert, numeric value for 'to' does not correspond to a BSON type: " + code);
    }
    return (byte) code;
  }

  private static BsonSlice to(byte type, BsonSlice value) {
    return switch (type) {
      case ElementType.DOUBLE -> toDouble(value);
      case ElementType.INT32 -> toInt(value);
      case ElementType.INT64 -> BsonSlice.of(toLong(value, "long"));
      case ElementType.DECIMAL128 -> toDecimal(value);
      case ElementType.BOOLEAN -> BsonSlice.of(ExpressionCompiler.isTrue(value));
      case ElementType.STRING -> BsonSlice.of(toText(value));
      case ElementType.OBJECT_ID -> toObjectId(value);
      default -> toDate(value);
    };
  }

  private static BsonSlice toDouble(BsonSlice value) {
    if (value.isNumber()) {
      double number = Values.number(value);
      if (value.type() == ElementType.DECIMAL128
          && Double.isInfinite(number)
          && Arithmetic.decimal(value).isFinite()) {
        throw overflow(value);
      }
      return BsonSlice.of(number);
    }
    return switch (value.type()) {
      case ElementType.BOOLEAN -> BsonSlice.of(bool(value) ? 1.0 : 0.0);
      case ElementType.DATE -> BsonSlice.of((double) bits(value));
      case ElementType.STRING -> BsonSlice.of(parse(value).doubleValue());
      default -> throw unsupported(value, "double");
    };
  }

  private static BsonSlice toInt(BsonSlice value) {
    if (value.type() == ElementType.DATE) {
      throw unsupported(value, "int");
    }
    long number = toLong(value, "int");
    if (number != (int) number) {
      throw overflow(value);
    }
    return BsonSlice.of((int) number);
  }

  private static long toLong(BsonSlice value, String target) {
    return switch (value.type()) {
      case ElementType.INT32, ElementType.INT64 -> BsonNumbers.integer(value.bytes(), value.slot());
      case ElementType.DOUBLE, ElementType.DECIMAL128 -> truncated(value);
      case ElementType.BOOLEAN -> bool(value) ? 1 : 0;
      case ElementType.DATE -> bits(value);
      case ElementType.STRING -> parseWhole(value);
      default -> throw unsupported(value, target);
    };
  }

  private static long truncated(BsonSlice value) {
    double number = Values.number(value);
    if (Double.isNaN(number)) {
      throw failed("Attempt to convert NaN value to integer type" + NO_ON_ERROR);
    }
    if (Double.isInfinite(number)) {
      throw failed("Attempt to convert infinity value to integer type" + NO_ON_ERROR);
    }
    BigDecimal whole =
        value.type() == ElementType.DOUBLE
            ? new BigDecimal(number).setScale(0, RoundingMode.DOWN)
            : Decimals.toBigDecimal(Arithmetic.decimal(value)).setScale(0, RoundingMode.DOWN);
    if (whole.toBigInteger().bitLength() >= Long.SIZE) {
      throw overflow(value);
    }
    return whole.longValue();
  }

  private static BsonSlice toDecimal(BsonSlice value) {
    if (value.isNumber()) {
      return BsonSlice.of(Arithmetic.decimal(value));
    }
    return switch (value.type()) {
      case ElementType.BOOLEAN -> BsonSlice.of(new Decimal128(bool(value) ? 1 : 0));
      case ElementType.DATE -> BsonSlice.of(new Decimal128(bits(value)));
      case ElementType.STRING -> BsonSlice.of(Decimals.fromBigDecimal(parse(value)));
      default -> throw unsupported(value, "decimal");
    };
  }

  private static String toText(BsonSlice value) {
    return switch (value.type()) {
      case ElementType.STRING, ElementType.SYMBOL -> Values.string(value);
      case ElementType.BOOLEAN -> Boolean.toString(bool(value));
      case ElementType.DATE -> DateText.iso(Instant.ofEpochMilli(bits(value)));
      case ElementType.OBJECT_ID -> BsonBytes.objectId(value.bytes(), value.offset()).toHexString();
      case ElementType.INT32, ElementType.INT64, ElementType.DOUBLE, ElementType.DECIMAL128 ->
          numberText(value);
      default -> throw unsupported(value, "string");
    };
  }

  /** A number as text: a whole double has no fraction. */
  static String numberText(BsonSlice value) {
    if (value.type() != ElementType.DOUBLE) {
      return value.toString();
    }
    double number = Values.number(value);
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    return number == Math.rint(number) && Math.abs(number) < LARGEST_PLAIN
        ? new BigDecimal(number).toBigInteger().toString()
        : Double.toString(number);
  }

  private static BsonSlice toObjectId(BsonSlice value) {
    if (value.type() == ElementType.OBJECT_ID) {
      return value;
    }
    if (!Values.isString(value)) {
      throw unsupported(value, "objectId");
    }
    String hex = Values.string(value);
    if (!ObjectId.isValid(hex)) {
      String why =
          hex.length() == 24
              ? "Invalid character found in hex string"
              : "Invalid string length for parsing to OID, expected 24 but found " + hex.length();
      throw failed("Failed to parse objectId '" + hex + "'" + NO_ON_ERROR + ": " + why);
    }
    return BsonSlice.of(new BsonObjectId(new ObjectId(hex)));
  }

  private static BsonSlice toDate(BsonSlice value) {
    return switch (value.type()) {
      case ElementType.DATE -> value;
      case ElementType.DOUBLE, ElementType.DECIMAL128 -> BsonSlice.ofDate(truncated(value));
      case ElementType.INT64 -> BsonSlice.ofDate(toLong(value, "date"));
      case ElementType.STRING ->
          BsonSlice.ofDate(DateText.parse(Values.string(value)).toEpochMilli());
      case ElementType.OBJECT_ID, ElementType.TIMESTAMP ->
          BsonSlice.ofDate(Dates.instant(value).toEpochMilli());
      default -> throw unsupported(value, "date");
    };
  }

  private static BigDecimal parse(BsonSlice value) {
    String text = Values.string(value);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw failed("Failed to parse number '" + text + "'" + NO_ON_ERROR);
    }
  }

  private static long parseWhole(BsonSlice value) {
    String text = Values.string(value);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw failed("Failed to parse number '" + text + "'" + NO_ON_ERROR);
    }
  }

  private static boolean bool(BsonSlice value) {
    return BsonBytes.bool(value.bytes(), value.offset());
  }

  private static long bits(BsonSlice value) {
    return BsonBytes.int64(value.bytes(), value.offset());
  }

  private static DuetException overflow(BsonSlice value) {
    return failed("Conversion would overflow target type" + NO_ON_ERROR + ": " + value);
  }

  private static DuetException unsupported(BsonSlice value, String target) {
    return failed(
        "Unsupported conversion from " + Values.typeName(value) + " to " + target + NO_ON_ERROR);
  }

  static DuetException failed(String message) {
    return new DuetException(ErrorCode.CONVERSION_FAILURE, message);
  }
}
