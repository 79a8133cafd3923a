package org.duetdb.document.update;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.sort.SortCompiler;

/**
 * Parses the argument of {@code $push}: a value, or {@code $each} with {@code $slice}, {@code
 * $sort}, {@code $position}.
 */
final class PushParser {
  private PushParser() {}

  static PushModifier parse(BsonValue argument) {
    if (!argument.isDocument() || !argument.asDocument().containsKey("$each")) {
      return new PushModifier(
          List.of(BsonSlice.of(argument)), Long.MAX_VALUE, Optional.empty(), Long.MAX_VALUE);
    }
    BsonDocument clauses = argument.asDocument();
    long position = Long.MAX_VALUE;
    long slice = Long.MAX_VALUE;
    Optional<Comparator<BsonSlice>> order = Optional.empty();
    for (Map.Entry<String, BsonValue> clause : clauses.entrySet()) {
      switch (clause.getKey()) {
        case "$each" -> requireArray(clause.getValue());
        case "$position" -> position = position(clause.getValue());
        case "$slice" -> slice = slice(clause.getValue());
        case "$sort" -> order = Optional.of(order(clause.getValue()));
        default -> throw bad("Unrecognized clause in $push: " + clause.getKey());
      }
    }
    List<BsonSlice> values = clauses.getArray("$each").stream().map(BsonSlice::of).toList();
    return new PushModifier(values, position, order, slice);
  }

  private static void requireArray(BsonValue each) {
    if (!each.isArray()) {
      throw bad(
          "The argument to $each in $push must be an array but it was of type: " + typeOf(each));
    }
  }

  private static long position(BsonValue value) {
    return whole(value)
        .orElseThrow(
            () ->
                bad(
                    "The value for $position must be an integer value, not of type: "
                        + typeOf(value)));
  }

  private static long slice(BsonValue value) {
    return whole(value)
        .orElseThrow(
            () ->
                bad(
                    "The value for $slice must be an integer value but was given type: "
                        + typeOf(value)));
  }

  private static Optional<Long> whole(BsonValue value) {
    BsonSlice slice = BsonSlice.of(value);
    return ElementType.isNumber(slice.type()) && BsonNumbers.isLong(slice.bytes(), slice.slot())
        ? Optional.of(BsonNumbers.longValue(slice.bytes(), slice.slot()))
        : Optional.empty();
  }

  private static Comparator<BsonSlice> order(BsonValue sort) {
    if (sort.isDocument()) {
      return SortCompiler.compileForElements(checked(sort.asDocument()));
    }
    if (!sort.isNumber() && !sort.isDecimal128()) {
      throw bad(
          "The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort"
              + " embedded fields");
    }
    return direction(sort) > 0 ? Comparator.naturalOrder() : Comparator.reverseOrder();
  }

  private static BsonDocument checked(BsonDocument sort) {
    if (sort.isEmpty()) {
      throw bad("The $sort pattern is empty when it should be a set of fields.");
    }
    for (Map.Entry<String, BsonValue> field : sort.entrySet()) {
      direction(field.getValue());
      if (field.getKey().isEmpty()) {
        throw bad("The $sort field cannot be empty");
      }
      if (List.of(field.getKey().split("\\.", -1)).contains("")) {
        throw bad("The $sort field is a dotted field but has an empty part: " + field.getKey());
      }
    }
    return sort;
  }

  private static int direction(BsonValue value) {
    Optional<Long> direction = whole(value);
    if (direction.isEmpty() || Math.abs(direction.get()) != 1) {
      throw bad("The $sort element value must be either 1 or -1");
    }
    return direction.get().intValue();
  }

  private static String typeOf(BsonValue value) {
    return ElementType.nameOf(BsonSlice.of(value).type());
  }

  private static DuetException bad(String message) {
    return new DuetException(ErrorCode.BAD_VALUE, message);
  }
}
