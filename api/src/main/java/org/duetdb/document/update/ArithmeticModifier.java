package org.duetdb.document.update;

import static org.duetdb.api.bson.BsonBytes.offset;
import static org.duetdb.api.bson.BsonBytes.type;

import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArithmetic;
import org.duetdb.api.bson.BsonArithmetic.Operation;
import org.duetdb.api.bson.BsonBytes;
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

  private ArithmeticModifier(String operator, Operation operation, BsonSlice operand) {
    this.operator = operator;
    this.operation = operation;
    this.operand = operand;
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
    if (type(slot) != operand.type()) {
      return Plan.IMPOSSIBLE;
    }
    int at = offset(slot);
    return switch (type(slot)) {
      case ElementType.INT32 -> {
        int current = BsonBytes.int32(bytes, at);
        long result = wide(current);
        yield result != (int) result ? Plan.IMPOSSIBLE : plan(result == current);
      }
      case ElementType.DOUBLE -> {
        double current = BsonBytes.float64(bytes, at);
        yield plan(Double.compare(result(current), current) == 0);
      }
      default -> Plan.IMPOSSIBLE;
    };
  }

  @Override
  public void patch(byte[] copy, long slot) {
    int at = offset(slot);
    if (type(slot) == ElementType.INT32) {
      BsonBytes.putInt32(copy, at, (int) wide(BsonBytes.int32(copy, at)));
    } else {
      double result = result(BsonBytes.float64(copy, at));
      BsonBytes.putInt64(copy, at, Double.doubleToRawLongBits(result));
    }
  }

  private static Plan plan(boolean unchanged) {
    return unchanged ? Plan.NO_CHANGE : Plan.PATCH;
  }

  private long wide(int current) {
    long own = BsonBytes.int32(operand.bytes(), operand.offset());
    return operation == Operation.ADD ? current + own : current * own;
  }

  private double result(double current) {
    double own = BsonBytes.float64(operand.bytes(), operand.offset());
    return operation == Operation.ADD ? current + own : current * own;
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
