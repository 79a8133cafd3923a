package org.duetdb.document.update;

import java.util.List;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * {@code $pop}: removes the last or the first element of an array.
 *
 * @param first whether the first
 */
record PopModifier(boolean first) implements Modifier {
  static PopModifier parse(String field, BsonValue argument) {
    BsonSlice value = BsonSlice.of(argument);
    String element = field + ": " + value;
    if (!ElementType.isNumber(value.type())) {
      throw bad("Expected a number in: " + element);
    }
    if (!BsonNumbers.isLong(value.bytes(), value.slot())) {
      throw bad("Expected an integer: " + element);
    }
    long direction = BsonNumbers.longValue(value.bytes(), value.slot());
    if (Math.abs(direction) != 1) {
      throw bad("$pop expects 1 or -1, found: " + direction);
    }
    return new PopModifier(direction < 0);
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    if (field.type() != ElementType.ARRAY) {
      throw new DuetException(
          ErrorCode.TYPE_MISMATCH,
          "Path '"
              + field.path()
              + "' contains an element of non-array type '"
              + ElementType.nameOf(field.type())
              + "'");
    }
    List<BsonSlice> elements = BsonArrays.of(field.value());
    if (elements.isEmpty()) {
      return Outcome.UNCHANGED;
    }
    int size = elements.size();
    List<BsonSlice> rest = first ? elements.subList(1, size) : elements.subList(0, size - 1);
    return Outcome.of(BsonArrays.toArray(rest));
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.UNCHANGED;
  }

  private static DuetException bad(String message) {
    return new DuetException(ErrorCode.FAILED_TO_PARSE, message);
  }
}
