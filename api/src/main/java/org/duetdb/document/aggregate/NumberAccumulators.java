package org.duetdb.document.aggregate;

import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.document.expression.Expression;
import org.duetdb.document.expression.NumericSum;
import org.duetdb.document.expression.Scope;

/** The accumulators of numbers; anything else is left out. */
final class NumberAccumulators {
  private NumberAccumulators() {}

  /** {@code $sum}. */
  static final class Sum implements Accumulator {
    private final Expression input;
    private final NumericSum sum = new NumericSum();

    Sum(Expression input) {
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      BsonSlice value = input.evaluate(document);
      if (value.isNumber()) {
        sum.add(value);
      }
    }

    @Override
    public BsonSlice result() {
      return sum.result();
    }
  }

  /** {@code $avg}. */
  static final class Average implements Accumulator {
    private final Expression input;
    private final NumericSum sum = new NumericSum();
    private long count;

    Average(Expression input) {
      this.input = input;
    }

    @Override
    public void add(Scope document) {
      BsonSlice value = input.evaluate(document);
      if (value.isNumber()) {
        sum.add(value);
        count++;
      }
    }

    @Override
    public BsonSlice result() {
      return count == 0 ? BsonSlice.NULL : sum.dividedBy(count);
    }
  }

  /** {@code $stdDevPop} and {@code $stdDevSamp}. */
  static final class Deviation implements Accumulator {
    private final Expression input;
    private final int lost;
    private long count;
    private double mean;
    private double squares;

    Deviation(Expression input, int lost) {
      this.input = input;
      this.lost = lost;
    }

    @Override
    public void add(Scope document) {
      BsonSlice value = input.evaluate(document);
      if (value.isNumber()) {
        double number = BsonNumbers.nearestDouble(value.bytes(), value.slot());
        count++;
        double distance = number - mean;
        mean += distance / count;
        squares += distance * (number - mean);
      }
    }

    @Override
    public BsonSlice result() {
      return count <= lost ? BsonSlice.NULL : BsonSlice.of(Math.sqrt(squares / (count - lost)));
    }
  }
}
