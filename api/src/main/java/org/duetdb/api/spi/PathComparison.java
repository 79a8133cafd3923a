package org.duetdb.api.spi;

import java.util.List;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;

/**
 * A condition on one path that an index can answer: a value that the path leads to compares so with
 * a constant or parameter of the same type bracket. A path that fans out through arrays leads to
 * each element and to the array itself ({@link FieldPath.LeafArray#ELEMENTS_AND_WHOLE}); a missing
 * value is equal to null. Immutable; resolved with the parameters of each execution.
 *
 * @param path where the values are
 * @param operator how they compare
 * @param values with what
 */
public record PathComparison(FieldPath path, Operator operator, ValuesSource values) {
  private static final ValuesSource NOTHING = parameters -> List.of();

  /** How a value compares. */
  public enum Operator {
    /** It is equal to one of the values. */
    IN,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    /** It is a text that begins with the value, which is one, or a regular expression. */
    BEGINS,
    /** The path leads to a value, null included; there is nothing to compare with. */
    EXISTS
  }

  /** What the values of an execution are compared with. */
  @FunctionalInterface
  public interface ValuesSource {
    /**
     * The values: any number for {@link Operator#IN}, at most one for the others. None means that
     * nothing compares so (SQL's NULL).
     */
    List<BsonSlice> values(Object[] parameters);
  }

  /** A comparison with constants. */
  public static PathComparison of(FieldPath path, Operator operator, List<BsonSlice> constants) {
    var copy = List.copyOf(constants);
    return new PathComparison(path, operator, parameters -> copy);
  }

  /** The condition that there is a value. */
  public static PathComparison exists(FieldPath path) {
    return new PathComparison(path, Operator.EXISTS, NOTHING);
  }
}
