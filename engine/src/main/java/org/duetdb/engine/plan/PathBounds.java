package org.duetdb.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.duetdb.api.bson.BsonBytes;
import org.duetdb.api.bson.BsonNumbers;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.PathComparison.Operator;
import org.duetdb.engine.index.KeyRange;
import org.duetdb.engine.index.KeyWriter;
import org.jspecify.annotations.Nullable;

/**
 * What the comparisons on one path of an index leave to look at: single values, or a range inside
 * one type bracket, or everything. It may hold more than what matches, never less.
 */
final class PathBounds {
  private static final BsonSlice UNDEFINED =
      BsonSlice.of(new byte[0], BsonBytes.slot(ElementType.UNDEFINED, 0));

  private List<BsonSlice> points = List.of();
  private boolean pinned;
  private boolean impossible;
  private @Nullable BsonSlice lower;
  private @Nullable BsonSlice upper;
  private @Nullable BsonSlice beginning;
  private boolean lowerIncluded;
  private boolean upperIncluded;
  private int comparisons;

  private PathBounds() {}

  /**
   * The bounds of a path.
   *
   * @param comparisons on any path
   * @param multikey whether a document can have several values there, so that each comparison may
   *     hold for another of them and only one may be used
   */
  static PathBounds of(FieldPath path, List<Resolved> comparisons, boolean multikey) {
    var bounds = new PathBounds();
    for (var one : comparisons) {
      if (one.path().equals(path)) {
        bounds.add(one, multikey);
      }
    }
    return bounds;
  }

  private void add(Resolved one, boolean multikey) {
    comparisons++;
    if (one.operator() == Operator.EXISTS) {
      return;
    }
    if (one.values().isEmpty()) {
      impossible = true;
      return;
    }
    var value = one.values().get(0);
    if (one.operator() == Operator.IN) {
      pin(one.values());
    } else if (value.isNullish()) {
      pin(one.values()); // because only null is not less and not greater than null
    } else if (hasBracket(value) && !(multikey && isBounded())) {
      narrow(one.operator(), value);
    }
  }

  /** Everything else lies between MinKey and MaxKey; NaN is beside all numbers. */
  static boolean hasBracket(BsonSlice value) {
    return value.type() != ElementType.MIN_KEY
        && value.type() != ElementType.MAX_KEY
        && !BsonNumbers.isNaN(value.bytes(), value.slot());
  }

  private void pin(List<BsonSlice> values) {
    var wanted = new ArrayList<BsonSlice>();
    for (var value : values) {
      if (value.isNullish()) {
        wanted.add(UNDEFINED);
        wanted.add(BsonSlice.NULL);
      } else {
        wanted.add(value);
      }
    }
    if (!pinned || wanted.size() < points.size()) {
      points = wanted.size() == 1 ? wanted : wanted.stream().sorted().distinct().toList();
      pinned = true;
    }
  }

  private boolean isBounded() {
    return lower != null || upper != null || beginning != null;
  }

  private void narrow(Operator operator, BsonSlice value) {
    if (operator == Operator.BEGINS) {
      beginning = value;
      return;
    }
    boolean included = operator == Operator.LESS_OR_EQUAL || operator == Operator.GREATER_OR_EQUAL;
    if (operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL) {
      int order = lower == null ? 1 : value.compareTo(lower);
      if (order > 0 || (order == 0 && !included)) {
        lower = value;
        lowerIncluded = included;
      }
    } else {
      int order = upper == null ? -1 : value.compareTo(upper);
      if (order < 0 || (order == 0 && !included)) {
        upper = value;
        upperIncluded = included;
      }
    }
  }

  /** Whether no document can match. */
  boolean isImpossible() {
    return impossible;
  }

  /** How many comparisons there are on the path. */
  int comparisons() {
    return comparisons;
  }

  /**
   * Whether every single value within satisfies every comparison, so that nothing has to be tested.
   * What has rules of its own in comparisons, such as null, is not looked into.
   */
  boolean isExact() {
    if (pinned) {
      return comparisons == 1 && points.stream().allMatch(PathBounds::isPlain);
    }
    int ends = (lower == null ? 0 : 1) + (upper == null ? 0 : 1);
    return isRange()
        && comparisons == ends
        && (lower == null ? !isNumber() : isPlain(lower)) // because NaN comes before all numbers
        && (upper == null || isPlain(upper))
        && (ends == 1 || BsonOrder.sameBracket(type(lower), type(upper)));
  }

  private static boolean isPlain(BsonSlice value) {
    return switch (value.type()) {
      case ElementType.INT32,
          ElementType.INT64,
          ElementType.DOUBLE,
          ElementType.DECIMAL128,
          ElementType.STRING,
          ElementType.OBJECT_ID,
          ElementType.BOOLEAN,
          ElementType.DATE ->
          hasBracket(value);
      default -> false;
    };
  }

  /** Whether there are only single values. */
  boolean isPinned() {
    return pinned;
  }

  /** The single values, in order. */
  List<BsonSlice> points() {
    return points;
  }

  /** Whether there is a range. */
  boolean isRange() {
    return !pinned && isBounded();
  }

  /** The entries in the range, behind what {@code prefix} holds of the paths before. */
  List<KeyRange> ranges(byte[] prefix, boolean descending) {
    if (beginning == null) {
      return List.of(range(prefix, descending));
    }
    var text = edge(prefix, beginning, descending);
    var withoutEnd = Arrays.copyOf(text, text.length - 1);
    byte regexes = KeyWriter.bracket(ElementType.REGEX);
    return List.of(
        KeyRange.of(withoutEnd),
        KeyRange.of(append(prefix, descending ? (byte) ~regexes : regexes)));
  }

  private KeyRange range(byte[] prefix, boolean descending) {
    var low = lower;
    var high = upper;
    byte bracket = KeyWriter.bracket(low != null ? low.type() : type(high));
    var whole = KeyRange.of(append(prefix, descending ? (byte) ~bracket : bracket));
    var from = low == null ? null : edge(prefix, low, descending);
    var to = high == null ? null : edge(prefix, high, descending);
    return descending
        ? between(whole, to, upperIncluded, from, lowerIncluded)
        : between(whole, from, lowerIncluded, to, upperIncluded);
  }

  private static byte type(@Nullable BsonSlice value) {
    return value == null ? ElementType.MISSING : value.type();
  }

  private static byte[] append(byte[] prefix, byte one) {
    var longer = Arrays.copyOf(prefix, prefix.length + 1);
    longer[prefix.length] = one;
    return longer;
  }

  private static byte[] edge(byte[] prefix, BsonSlice value, boolean descending) {
    var writer = new KeyWriter();
    writer.raw(prefix);
    writer.value(value, descending);
    return writer.toBytes();
  }

  private static KeyRange between(
      KeyRange whole,
      byte @Nullable [] from,
      boolean fromIncluded,
      byte @Nullable [] to,
      boolean toIncluded) {
    var start = from == null ? whole.from() : fromIncluded ? from : KeyRange.after(from);
    var end = to == null ? whole.to() : toIncluded ? KeyRange.after(to) : to;
    return new KeyRange(start == null ? whole.from() : start, end);
  }

  /** As MongoDB's explain prints it. */
  String text() {
    if (pinned) {
      return String.join(
          ", ", points.stream().map(value -> "[" + value + ", " + value + "]").toList());
    }
    if (!isRange()) {
      return "[MinKey, MaxKey]";
    }
    if (beginning != null) {
      return "[" + beginning + "...], [regular expressions]";
    }
    boolean number = isNumber();
    var from = lower == null ? (number ? "-inf.0" : "MinKey") : lower.toString();
    var to = upper == null ? (number ? "inf.0" : "MaxKey") : upper.toString();
    return (lower == null || lowerIncluded ? "[" : "(")
        + from
        + ", "
        + to
        + (upper == null || upperIncluded ? "]" : ")");
  }

  private boolean isNumber() {
    return ElementType.isNumber(lower != null ? lower.type() : type(upper));
  }
}
