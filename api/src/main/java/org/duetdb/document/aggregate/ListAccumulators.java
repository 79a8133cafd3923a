package org.duetdb.document.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.duetdb.api.bson.BsonArrays;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.Folds;
import org.duetdb.document.expression.Scope;

/**
 * The accumulators that keep so many of the values of a group. How many is said with the first
 * document.
 */
final class ListAccumulators {
  private ListAccumulators() {}

  /** An accumulator of at most so many values. */
  private abstract static class Counted implements Accumulator {
    private final String operator;
    private final Expression count;
    private int most = -1;

    Counted(String operator, Expression count) {
      this.operator = operator;
      this.count = count;
    }

    final int most(Scope document) {
      if (most < 0) {
        most = Folds.count(operator, count.evaluate(document));
      }
      return most;
    }

    static BsonSlice kept(BsonSlice value) {
      return value.isMissing() ? BsonSlice.NULL : value.detached();
    }
  }

  /** {@code $firstN}. */
  static final class FirstN extends Counted {
    private final Expression input;
    private final List<BsonSlice> values = new ArrayList<>();

    FirstN(String operator, Expression count, Expression input) {
      super(operator, count);
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      if (values.size() < most(document)) {
        values.add(kept(input.evaluate(document)));
      }
    }

    @Override
    public BsonSlice result() {
      return BsonArrays.toArray(values);
    }
  }

  /** {@code $lastN}. */
  static final class LastN extends Counted {
    private final Expression input;
    private final Deque<BsonSlice> values = new ArrayDeque<>();

    LastN(String operator, Expression count, Expression input) {
      super(operator, count);
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      values.addLast(kept(input.evaluate(document)));
      if (values.size() > most(document)) {
        values.removeFirst();
      }
    }

    @Override
    public BsonSlice result() {
      return BsonArrays.toArray(List.copyOf(values));
    }
  }

  /** {@code $minN} and {@code $maxN}. */
  static final class ExtremeN extends Counted {
    private final Expression input;
    private final Comparator<BsonSlice> order;
    private final List<BsonSlice> values = new ArrayList<>();

    ExtremeN(String operator, Expression count, Expression input, Comparator<BsonSlice> order) {
      super(operator, count);
      this.input = input;
      this.order = order;
    }

    @Override
    public void add(Scope document) {
      BsonSlice value = input.evaluate(document);
      if (!value.isNullish()) {
        insert(values, value.detached(), order, most(document));
      }
    }

    @Override
    public BsonSlice result() {
      return BsonArrays.toArray(values);
    }
  }

  /**
   * {@code $top}, {@code $bottom} and those with N: outputs of the first or last documents of an
   * order.
   */
  static final class Ranked extends Counted {
    private final Expression output;
    private final Comparator<Entry> order;
    private final boolean top;
    private final boolean many;
    private final List<Entry> entries = new ArrayList<>();

    /** A document and what is put out of it. */
    private record Entry(byte[] document, BsonSlice output) {}

    Ranked(
        String operator,
        Expression count,
        Expression output,
        Comparator<byte[]> order,
        boolean top,
        boolean many) {
      super(operator, count);
      this.output = output;
      this.order = Comparator.comparing(Entry::document, top ? order : order.reversed());
      this.top = top;
      this.many = many;
    }

    @Override
    public void add(Scope document) {
      Entry entry = new Entry(document.document(), kept(output.evaluate(document)));
      insert(entries, entry, order, most(document));
    }

    @Override
    public BsonSlice result() {
      List<BsonSlice> outputs = new ArrayList<>();
      for (Entry entry : entries) {
        outputs.add(top ? outputs.size() : 0, entry.output());
      }
      return many ? BsonArrays.toArray(outputs) : outputs.get(0);
    }
  }

  /** Inserts into a sorted list behind its equals and drops what is too much. */
  private static <T> void insert(List<T> sorted, T value, Comparator<T> order, int most) {
    int at = sorted.size();
    while (at > 0 && order.compare(sorted.get(at - 1), value) > 0) {
      at--;
    }
    if (at < most) {
      sorted.add(at, value);
      if (sorted.size() > most) {
        sorted.remove(most);
      }
    }
  }
}
