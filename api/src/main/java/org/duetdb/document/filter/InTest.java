package org.duetdb.document.filter;

import static org.duetdb.api.bson.BsonBytes.type;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.duetdb.api.bson.BsonOrder;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.ElementType;
import org.duetdb.api.bson.ValueTest;

/**
 * {@code $in}: equality with one of several constants, or a match of one of several regular
 * expressions.
 */
final class InTest implements ValueTest {
  private final BsonSlice[] sorted;
  private final RegexTest[] patterns;
  private final boolean hasNull;

  InTest(List<BsonSlice> values, List<RegexTest> patterns) {
    this.sorted =
        values.stream().sorted(Comparator.naturalOrder()).distinct().toArray(BsonSlice[]::new);
    this.patterns = patterns.toArray(RegexTest[]::new);
    this.hasNull = Arrays.stream(sorted).anyMatch(value -> value.type() == ElementType.NULL);
  }

  @Override
  public boolean test(byte[] bytes, long slot) {
    byte type = type(slot);
    if (type == ElementType.MISSING || type == ElementType.UNDEFINED) {
      return hasNull;
    }
    return contains(bytes, slot) || matches(bytes, slot);
  }

  private boolean contains(byte[] bytes, long slot) {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      BsonSlice candidate = sorted[middle];
      int order = BsonOrder.compare(candidate.bytes(), candidate.slot(), bytes, slot);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  private boolean matches(byte[] bytes, long slot) {
    for (RegexTest pattern : patterns) {
      if (pattern.test(bytes, slot)) {
        return true;
      }
    }
    return false;
  }
}
