package org.duetdb.document.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;

/**
 * {@code $push}: inserts values into an array, then sorts it, then cuts it.
 *
 * @param values what is inserted, in order
 * @param position before which element; negative counts from the end; behind the last if too large
 * @param order how the array is sorted afterwards, if it is
 * @param slice how many elements remain: the first ones, or if negative the last ones
 */
record PushModifier(
    List<BsonSlice> values, long position, Optional<Comparator<BsonSlice>> order, long slice)
    implements Modifier {

  @Override
  public Outcome existing(UpdateRun run, Field field) {
    if (field.type() != ElementType.ARRAY) {
      throw notAnArray(run, field);
    }
    if (values.isEmpty() && order.isEmpty() && slice == Long.MAX_VALUE) {
      return Outcome.UNCHANGED;
    }
    BsonSlice result = BsonArrays.toArray(push(BsonArrays.of(field.value())));
    return Outcome.of(result);
  }

  @Override
  public Outcome missing(UpdateRun run) {
    return Outcome.of(BsonArrays.toArray(push(List.of())));
  }

  @Override
  public int depth() {
    return 1 + BsonArrays.depth(values);
  }

  private List<BsonSlice> push(List<BsonSlice> present) {
    List<BsonSlice> elements = new ArrayList<>(present);
    elements.addAll(insertionPoint(present.size()), values);
    order.ifPresent(elements::sort);
    return cut(elements);
  }

  private int insertionPoint(int size) {
    return (int) (position >= 0 ? Math.min(position, size) : Math.max(0, size + position));
  }

  private List<BsonSlice> cut(List<BsonSlice> elements) {
    int size = elements.size();
    if (slice >= 0) {
      return elements.subList(0, (int) Math.min(slice, size));
    }
    return elements.subList((int) Math.max(0, size + slice), size);
  }

  private static DuetException notAnArray(UpdateRun run, Field field) {
    return new DuetException(
        ErrorCode.BAD_VALUE,
        "The field '"
            + field.path()
            + "' must be an array but is of type "
            + ElementType.nameOf(field.type())
            + " in document "
            + run.identity());
  }
}
