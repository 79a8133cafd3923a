package org.duetdb.engine.plan;

import java.util.List;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.spi.PathComparison.Operator;

/**
 * Whether one comparison follows from another on the same path, whatever the document. Only what is
 * certain counts: a query that says the same in other words does not use a partial index.
 */
final class Implication {
  private Implication() {}

  /** Whether every one of {@code wanted} follows from one of {@code given}. */
  static boolean holds(List<Resolved> given, List<Resolved> wanted) {
    return wanted.stream().allMatch(one -> given.stream().anyMatch(known -> follows(known, one)));
  }

  private static boolean follows(Resolved known, Resolved wanted) {
    if (!known.path().equals(wanted.path())) {
      return false;
    }
    if (known.operator() != Operator.EXISTS && known.values().isEmpty()) {
      return true; // because nothing compares so
    }
    if (wanted.operator() == Operator.EXISTS) {
      return known.needsValue();
    }
    return switch (known.operator()) {
      case IN -> known.values().stream().allMatch(value -> compares(value, wanted));
      case GREATER, GREATER_OR_EQUAL -> isAbove(known, wanted);
      case LESS, LESS_OR_EQUAL -> isBelow(known, wanted);
      case BEGINS, EXISTS -> false;
    };
  }

  /** Whether the value alone compares as wanted. */
  private static boolean compares(BsonSlice value, Resolved wanted) {
    if (wanted.operator() == Operator.IN) {
      return wanted.values().contains(value);
    }
    if (wanted.operator() == Operator.BEGINS) {
      return false;
    }
    var bound = wanted.values().get(0);
    if (!isOrdinary(value) || !isOrdinary(bound)) {
      return false;
    }
    if (!BsonOrder.sameBracket(value.type(), bound.type())) {
      return false;
    }
    int order = value.compareTo(bound);
    return switch (wanted.operator()) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
  }

  private static boolean isAbove(Resolved known, Resolved wanted) {
    boolean strict = wanted.operator() == Operator.GREATER;
    return (strict || wanted.operator() == Operator.GREATER_OR_EQUAL)
        && isBound(known, wanted)
        && isFurther(
            known.values().get(0).compareTo(wanted.values().get(0)),
            !strict || known.operator() == Operator.GREATER);
  }

  private static boolean isBelow(Resolved known, Resolved wanted) {
    boolean strict = wanted.operator() == Operator.LESS;
    return (strict || wanted.operator() == Operator.LESS_OR_EQUAL)
        && isBound(known, wanted)
        && isFurther(
            wanted.values().get(0).compareTo(known.values().get(0)),
            !strict || known.operator() == Operator.LESS);
  }

  private static boolean isFurther(int order, boolean equalIsEnough) {
    return order > 0 || (order == 0 && equalIsEnough);
  }

  private static boolean isBound(Resolved known, Resolved wanted) {
    var value = known.values().get(0);
    var bound = wanted.values().get(0);
    return isOrdinary(value)
        && isOrdinary(bound)
        && BsonOrder.sameBracket(value.type(), bound.type());
  }

  /** Values whose comparisons follow the order of their bracket and no rule of their own. */
  private static boolean isOrdinary(BsonSlice value) {
    return PathBounds.hasBracket(value)
        && !value.isNullish()
        && !BsonNumbers.isNaN(value.bytes(), value.slot());
  }
}
