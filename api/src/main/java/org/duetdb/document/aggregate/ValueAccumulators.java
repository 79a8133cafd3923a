package org.duetdb.document.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.document.expression.DocumentFields;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.Scope;

/** The accumulators that keep values; what is kept is detached from its document. */
final class ValueAccumulators {
  private ValueAccumulators() {}

  private static BsonSlice kept(BsonSlice value) {
    return value.isMissing() ? value : value.detached();
  }

  /**
   * {@code $min} and {@code $max}: the first in an order; null and missing count only if there is
   * nothing else.
   */
  static final class Extreme implements Accumulator {
    private final Expression input;
    private final Comparator<BsonSlice> order;
    private BsonSlice best = BsonSlice.MISSING;

    Extreme(Expression input, Comparator<BsonSlice> order) {
      this.input = input;
      this.order = order;
    }

    @Override
    public void add(Scope document) {
      BsonSlice value = input.evaluate(document);
      if (!value.isNullish() && (best.isMissing() || order.compare(value, best) < 0)) {
        best = value.detached();
      }
    }

    @Override
    public BsonSlice result() {
      return best;
    }
  }

  /** {@code $first}. */
  static final class First implements Accumulator {
    private final Expression input;
    private BsonSlice first = BsonSlice.MISSING;
    private boolean begun;

    First(Expression input) {
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      if (!begun) {
        first = kept(input.evaluate(document));
        begun = true;
      }
    }

    @Override
    public BsonSlice result() {
      return first;
    }
  }

  /** {@code $last}. */
  static final class Last implements Accumulator {
    private final Expression input;
    private BsonSlice last = BsonSlice.MISSING;

    Last(Expression input) {
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      last = kept(input.evaluate(document));
    }

    @Override
    public BsonSlice result() {
      return last;
    }
  }

  /** {@code $push}. */
  static final class Push implements Accumulator {
    private final Expression input;
    private final List<BsonSlice> values = new ArrayList<>();
    private long held;

    Push(Expression input) {
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      BsonSlice value = input.evaluate(document);
      if (!value.isMissing()) {
        values.add(value.detached());
        held += value.size();
      }
    }

    @Override
    public BsonSlice result() {
      return BsonArrays.toArray(values);
    }

    @Override
    public long heldBytes() {
      return held;
    }
  }

  /** {@code $addToSet}. */
  static final class AddToSet implements Accumulator {
    private final Expression input;
    private final Set<BsonSlice> values = new LinkedHashSet<>();
    private long held;

    AddToSet(Expression input) {
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      BsonSlice value = input.evaluate(document);
      if (!value.isMissing() && !values.contains(value)) {
        values.add(value.detached());
        held += value.size();
      }
    }

    @Override
    public BsonSlice result() {
      return BsonArrays.toArray(new ArrayList<>(values));
    }

    @Override
    public long heldBytes() {
      return held;
    }
  }

  /** {@code $mergeObjects}. */
  static final class MergeObjects implements Accumulator {
    private final Expression input;
    private final Map<String, BsonSlice> fields = new LinkedHashMap<>();

    MergeObjects(Expression input) {
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      DocumentFields.mergeInto(fields, kept(input.evaluate(document)));
    }

    @Override
    public BsonSlice result() {
      return DocumentFields.document(fields);
    }
  }
}
