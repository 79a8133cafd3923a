package org.duetdb.document.update;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArithmetic;
import org.duetdb.api.bson.BsonArithmetic.Operation;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** {@code $inc} and {@code $mul}, with MongoDB's promotion of numeric types. */
final class ArithmeticModifier implements Modifier, InPlace {
  private static final BsonSlice ZERO = BsonSlice.of(new BsonInt32(0));

  private final String operator;
  private final Operation operation;
  private final BsonSlice operand;
  private final long whole;
  private final double fraction;

  private ArithmeticModifier(String operator, Operation operation, BsonSlice operand) {
    this.operator = operator;
    this.operation = operation;
    this.operand = operand;
    this.fraction = BsonNumbers.nearestDouble(operand.bytes(), operand.slot());
    this.whole = isWhole() ? BsonNumbers.integer(operand.bytes(), operand.slot()) : 0;
  }

  static ArithmeticModifier inc(String field, BsonValue argument) {
    return new ArithmeticModifier(
        "$inc", Operation.ADD, number("increment", field, BsonSlice.of(argument)));
  }

  static ArithmeticModifier mul(String field, BsonValue argument) {
    return new ArithmeticModifier(
        "$mul", Operation.MULTIPLY, number("multiply", field, BsonSlice.of(argument)));
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    if (!ElementType.isNumber(field.type())) {
      throw notNumeric(run, field);
    }
    BsonSlice current = field.value();
    BsonSlice result =
        BsonArithmetic.apply(operation, operand, current).orElseThrow(() -> overflow(run, current));
    return BsonOrder.identical(field.bytes(), field.slot(), result.bytes(), result.slot())
        ? Outcome.UNCHANGED
        : Outcome.of(result);
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.of(
        operation == Operation.ADD
            ? operand
            : BsonArithmetic.apply(operation, operand, ZERO).orElseThrow());
  }

  @Override
  public InPlace inPlace() {
    return this;
  }

  @Override
  public Plan plan(byte[] bytes, long slot) {
    int at = offset(slot);
    return switch (type(slot)) {
      case ElementType.INT32 -> {
        int current = BsonBytes.int32(bytes, at);
        boolean fits = operand.type() == ElementType.INT32 && wide(current) == (int) wide(current);
        yield fits ? plan(wide(current) == current) : Plan.IMPOSSIBLE;
      }
      case ElementType.INT64 -> {
        long current = BsonBytes.int64(bytes, at);
        boolean fits = isWhole() && !overflows(current);
        yield fits ? plan(result(current) == current) : Plan.IMPOSSIBLE;
      }
      case ElementType.DOUBLE -> {
        double current = BsonBytes.float64(bytes, at);
        boolean fits = operand.type() != ElementType.DECIMAL128;
        yield fits ? plan(Double.compare(result(current), current) == 0) : Plan.IMPOSSIBLE;
      }
      default -> Plan.IMPOSSIBLE;
    };
  }

  @Override
  public void patch(byte[] copy, long slot) {
    int at = offset(slot);
    switch (type(slot)) {
      case ElementType.INT32 -> BsonBytes.putInt32(copy, at, (int) wide(BsonBytes.int32(copy, at)));
      case ElementType.INT64 -> BsonBytes.putInt64(copy, at, result(BsonBytes.int64(copy, at)));
      default -> {
        double result = result(BsonBytes.float64(copy, at));
        BsonBytes.putInt64(copy, at, Double.doubleToRawLongBits(result));
      }
    }
  }

  private static Plan plan(boolean unchanged) {
    return unchanged ? Plan.NO_CHANGE : Plan.PATCH;
  }

  private boolean isWhole() {
    return operand.type() == ElementType.INT32 || operand.type() == ElementType.INT64;
  }

  private long wide(int current) {
    return result((long) current);
  }

  private long result(long current) {
    return operation == Operation.ADD ? current + whole : current * whole;
  }

  private boolean overflows(long current) {
    if (operation == Operation.ADD) {
      long sum = current + whole;
      return ((current ^ sum) & (whole ^ sum)) < 0;
    }
    long product = current * whole;
    return Math.multiplyHigh(current, whole) != product >> Long.SIZE - 1;
  }

  private double result(double current) {
    return operation == Operation.ADD ? current + fraction : current * fraction;
  }

  private static BsonSlice number(String verb, String field, BsonSlice argument) {
    if (!ElementType.isNumber(argument.type())) {
      throw new DuetException(
          ErrorCode.TYPE_MISMATCH,
          "Cannot " + verb + " with non-numeric argument: {" + field + ": " + argument + "}");
    }
    return argument;
  }

  private DuetException notNumeric(UpdateRun run, Field field) {
    return new DuetException(
        ErrorCode.TYPE_MISMATCH,
        "Cannot apply "
            + operator
            + " to a value of non-numeric type. "
            + run.identity()
            + " has the field '"
            + field.name()
            + "' of non-numeric type "
            + ElementType.nameOf(field.type()));
  }

  private DuetException overflow(UpdateRun run, BsonSlice current) {
    return new DuetException(
        ErrorCode.BAD_VALUE,
        "Failed to apply "
            + operator
            + " operations to current value ((NumberLong)"
            + current
            + ") for document "
            + run.identity());
  }
}
