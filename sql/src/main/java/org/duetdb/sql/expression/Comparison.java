package org.duetdb.sql.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.sql.type.AnyValues;
import org.duetdb.sql.type.ValueOrder;
import org.jspecify.annotations.Nullable;

/**
 * The six comparisons. Between values of declared types they are the order of the type. Where one
 * side is of type ANY, values of different brackets are simply not equal, and which of them is less
 * is unknown.
 */
enum Comparison {
  EQUAL {
    @Override
    boolean test(int order) {
      return order == 0;
    }
  },
  NOT_EQUAL {
    @Override
    boolean test(int order) {
      return order != 0;
    }
  },
  LESS {
    @Override
    boolean test(int order) {
      return order < 0;
    }
  },
  LESS_OR_EQUAL {
    @Override
    boolean test(int order) {
      return order <= 0;
    }
  },
  GREATER {
    @Override
    boolean test(int order) {
      return order > 0;
    }
  },
  GREATER_OR_EQUAL {
    @Override
    boolean test(int order) {
      return order >= 0;
    }
  };

  abstract boolean test(int order);

  /** The comparison that is true exactly where this one is false and nothing is NULL. */
  Comparison negated() {
    return switch (this) {
      case EQUAL -> NOT_EQUAL;
      case NOT_EQUAL -> EQUAL;
      case LESS -> GREATER_OR_EQUAL;
      case LESS_OR_EQUAL -> GREATER;
      case GREATER -> LESS_OR_EQUAL;
      case GREATER_OR_EQUAL -> LESS;
    };
  }

  /** Compares two operands whose types are known. */
  Strict.Two between(RelDataType left, RelDataType right) {
    boolean anyLeft = left.getSqlTypeName() == SqlTypeName.ANY;
    boolean anyRight = right.getSqlTypeName() == SqlTypeName.ANY;
    if (anyLeft || anyRight) {
      return (a, b) ->
          dynamic(anyLeft ? a : AnyValues.of(left, a), anyRight ? b : AnyValues.of(right, b));
    }
    if (this == EQUAL) {
      return ValueOrder::equal;
    }
    return (a, b) -> test(ValueOrder.compare(a, b));
  }

  /** Compares two values that say themselves what they are. */
  @Nullable Boolean dynamic(Object left, Object right) {
    if (left instanceof Number && right instanceof Number
        || left instanceof String && right instanceof String) {
      return test(ValueOrder.compare(left, right));
    }
    BsonSlice a = AnyValues.slice(left);
    BsonSlice b = AnyValues.slice(right);
    if (BsonOrder.sameBracket(a.type(), b.type())) {
      return test(BsonOrder.compare(a, b));
    }
    return switch (this) {
      case EQUAL -> false;
      case NOT_EQUAL -> true;
      default -> null;
    };
  }
}
