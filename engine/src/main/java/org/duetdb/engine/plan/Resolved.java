package org.duetdb.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.duetdb.api.bson.BsonSlice;
import org.duetdb.api.bson.FieldPath;
import org.duetdb.api.spi.PathComparison;
import org.duetdb.api.spi.PathComparison.Operator;

/** A comparison with the values of one execution. */
record Resolved(FieldPath path, Operator operator, List<BsonSlice> values) {
  static List<Resolved> all(List<PathComparison> comparisons, Object[] parameters) {
    var resolved = new ArrayList<Resolved>(comparisons.size());
    for (var one : comparisons) {
      resolved.add(new Resolved(one.path(), one.operator(), one.values().values(parameters)));
    }
    return resolved;
  }

  /**
   * Whether only a value that is there and not null can compare so, or at least one that is there.
   */
  boolean needsValue() {
    return operator == Operator.EXISTS || values.stream().noneMatch(BsonSlice::isNullish);
  }
}
