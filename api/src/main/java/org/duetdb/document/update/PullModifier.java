package org.duetdb.document.update;

import java.util.List;
import org.bson.BsonValue;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.document.filter.ElementFilter;

/**
 * {@code $pull} and {@code $pullAll}: removes the elements of an array that pass a test.
 *
 * @param test the test of an element
 */
record PullModifier(ValueTest test) implements Modifier {
  static PullModifier pull(BsonValue argument) {
    return new PullModifier(ElementFilter.forPull(argument));
  }

  static PullModifier pullAll(BsonValue argument) {
    if (!argument.isArray()) {
      throw new DuetException(
          ErrorCode.BAD_VALUE,
          "$pullAll requires an array argument but was given a "
              + ElementType.nameOf(BsonSlice.of(argument).type()));
    }
    List<BsonSlice> values = argument.asArray().stream().map(BsonSlice::of).distinct().toList();
    return new PullModifier((bytes, slot) -> values.contains(BsonSlice.of(bytes, slot)));
  }

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    if (field.type() != ElementType.ARRAY) {
      throw new DuetException(ErrorCode.BAD_VALUE, "Cannot apply $pull to a non-array value");
    }
    List<BsonSlice> elements = BsonArrays.of(field.value());
    List<BsonSlice> rest = elements.stream().filter(e -> !test.test(e.bytes(), e.slot())).toList();
    return rest.size() == elements.size()
        ? Outcome.UNCHANGED
        : Outcome.of(BsonArrays.toArray(rest));
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.UNCHANGED;
  }
}
