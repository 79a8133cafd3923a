package org.duetdb.document.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** {@code $bit}: bitwise operations on an int32 or int64, one after the other. */
record BitModifier(List<Step> steps) implements Modifier {
  private static final BsonSlice ZERO = BsonSlice.of(0);
  private static final String FORMAT = "{$bit: {field: {and/or/xor: #}}";

  /** One operation: {@code and}, {@code or} or {@code xor} with an operand. */
  record Step(String name, BsonSlice operand) {
    BsonSlice apply(BsonSlice current) {
      long first = BsonNumbers.integer(current.bytes(), current.slot());
      long second = BsonNumbers.integer(operand.bytes(), operand.slot());
      long result =
          switch (name) {
            case "and" -> first & second;
            case "or" -> first | second;
            default -> first ^ second;
          };
      boolean wide = current.type() == ElementType.INT64 || operand.type() == ElementType.INT64;
      return wide ? BsonSlice.of(result) : BsonSlice.of((int) result);
    }
  }

  static BitModifier parse(BsonValue argument) {
    if (!argument.isDocument()) {
      throw bad(
          "The $bit modifier is not compatible with a "
              + typeOf(argument)
              + ". You must pass in an embedded document: "
              + FORMAT);
    }
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<String, BsonValue> step : argument.asDocument().entrySet()) {
      steps.add(step(step.getKey(), step.getValue()));
    }
    if (steps.isEmpty()) {
      throw bad("You must pass in at least one bitwise operation. The format is: " + FORMAT);
    }
    return new BitModifier(List.copyOf(steps));
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    if (field.type() != ElementType.INT32 && field.type() != ElementType.INT64) {
      throw notIntegral(run, field);
    }
    BsonSlice result = apply(field.value());
    return BsonOrder.identical(field.bytes(), field.slot(), result.bytes(), result.slot())
        ? Outcome.UNCHANGED
        : Outcome.of(result);
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.of(apply(ZERO));
  }

  private BsonSlice apply(BsonSlice value) {
    BsonSlice result = value;
    for (Step step : steps) {
      result = step.apply(result);
    }
    return result;
  }

  private static Step step(String name, BsonValue operand) {
    String element = "{" + name + ": " + BsonSlice.of(operand) + "}";
    if (!List.of("and", "or", "xor").contains(name)) {
      throw bad(
          "The $bit modifier only supports 'and', 'or', and 'xor', not '"
              + name
              + "' which is an unknown operator: "
              + element);
    }
    if (!operand.isInt32() && !operand.isInt64()) {
      throw bad(
          "The $bit modifier field must be an Integer(32/64 bit); a '"
              + typeOf(operand)
              + "' is not supported here: "
              + element);
    }
    return new Step(name, BsonSlice.of(operand));
  }

  private static DuetException notIntegral(UpdateRun run, Field field) {
    return bad(
        "Cannot apply $bit to a value of non-integral type."
            + run.idElement()
            + " has the field "
            + field.name()
            + " of non-integer type "
            + ElementType.nameOf(field.type()));
  }

  private static String typeOf(BsonValue value) {
    return ElementType.nameOf(BsonSlice.of(value).type());
  }

  private static DuetException bad(String message) {
    return new DuetException(ErrorCode.BAD_VALUE, message);
  }
}
