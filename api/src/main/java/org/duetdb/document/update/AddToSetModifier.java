package org.duetdb.document.update;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.BsonText;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/** {@code $addToSet}: appends those values that an array does not hold yet. */
record AddToSetModifier(List<BsonSlice> values) implements Modifier {
  private static final String EACH = "$each";

  static AddToSetModifier parse(BsonValue argument) {
    boolean each =
        argument.isDocument()
            && !argument.asDocument().isEmpty()
            && argument.asDocument().getFirstKey().equals(EACH);
    List<BsonValue> values = each ? each(argument.asDocument()) : List.of(argument);
    return new AddToSetModifier(values.stream().map(BsonSlice::of).distinct().toList());
  }

  private static List<BsonValue> each(BsonDocument argument) {
    BsonValue each = Objects.requireNonNull(argument.get(EACH));
    if (!each.isArray()) {
      throw new DuetException(
          ErrorCode.TYPE_MISMATCH,
          "The argument to $each in $addToSet must be an array but it was of type "
              + ElementType.nameOf(BsonSlice.of(each).type()));
    }
    if (argument.size() > 1) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "Found unexpected fields after $each in $addToSet: " + BsonText.of(argument));
    }
    return each.asArray();
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    if (field.type() != ElementType.ARRAY) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "Cannot apply $addToSet to non-array field. Field named '"
              + field.name()
              + "' has non-array type "
              + ElementType.nameOf(field.type()));
    }
    List<BsonSlice> present = BsonArrays.of(field.value());
    Set<BsonSlice> added = new LinkedHashSet<>(values);
    present.forEach(added::remove);
    if (added.isEmpty()) {
      return Outcome.UNCHANGED;
    }
    List<BsonSlice> elements = new ArrayList<>(present);
    elements.addAll(added);
    return Outcome.of(BsonArrays.toArray(elements));
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.of(BsonArrays.toArray(values));
  }

  @Override
  public int depth() {
    return 1 + BsonArrays.depth(values);
  }
}
