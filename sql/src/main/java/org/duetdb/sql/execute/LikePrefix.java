package org.duetdb.sql.execute;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bson.BsonMaxKey;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.sql.expression.Expression;
import org.duetdb.sql.expression.LikePattern;
import org.jspecify.annotations.Nullable;

/**
 * The range of texts that a LIKE pattern can fit: from what stands before its first wildcard to
 * what no longer begins so.
 *
 * @param operands the pattern, and its escape if there is one
 */
record LikePrefix(List<Expression> operands) {
  private static final BsonSlice NO_END = BsonSlice.of(new BsonMaxKey());

  /** The least text that fits; none if the pattern is NULL. */
  List<BsonSlice> lowest(@Nullable Object[] environment) {
    return prefix(environment).map(text -> List.of(BsonSlice.of(text))).orElse(List.of());
  }

  /** The least text beyond all that fit; MaxKey if there is none. */
  List<BsonSlice> beyond(@Nullable Object[] environment) {
    return prefix(environment).map(text -> List.of(after(text))).orElse(List.of());
  }

  private Optional<String> prefix(@Nullable Object[] environment) {
    Object pattern = operands.get(0).value(Expression.NO_INPUT, environment);
    Object escape =
        operands.size() < 2 ? "" : operands.get(1).value(Expression.NO_INPUT, environment);
    if (pattern == null || escape == null) {
      return Optional.empty();
    }
    return Optional.of(
        operands.size() < 2
            ? LikePattern.prefix(pattern.toString())
            : LikePattern.prefix(pattern.toString(), escape.toString()));
  }

  private static BsonSlice after(String prefix) {
    int[] points = prefix.codePoints().toArray();
    for (int i = points.length - 1; i >= 0; i--) {
      int next = points[i] + 1;
      if (next <= Character.MAX_CODE_POINT) {
        int[] following = Arrays.copyOf(points, i + 1);
        // Surrogates stand for no character of their own, so the next one is behind them.
        following[i] =
            next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE
                ? Character.MAX_SURROGATE + 1
                : next;
        return BsonSlice.of(new String(following, 0, following.length));
      }
    }
    return NO_END;
  }
}
