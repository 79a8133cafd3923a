package org.duetdb.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duetdb.engine.index.KeyRange;
import org.duetdb.engine.mvcc.Head;
import org.jspecify.annotations.Nullable;

/** The heads in some ranges of an index, in its order. */
final class IndexEntries extends Candidates {
  private final IndexPlan plan;
  private final Iterator<KeyRange> ranges;
  private final Set<Head> returned = Collections.newSetFromMap(new IdentityHashMap<>());
  private Iterator<Map.Entry<byte[], Head>> entries = Collections.emptyIterator();
  private byte @Nullable [] entry;

  IndexEntries(IndexPlan plan) {
    this.plan = plan;
    var ordered = new ArrayList<>(plan.ranges());
    if (plan.isBackward()) {
      Collections.reverse(ordered);
    }
    ranges = ordered.iterator();
  }

  @Override
  public @Nullable Head next() {
    while (!entries.hasNext()) {
      if (!ranges.hasNext()) {
        return null;
      }
      entries = plan.index().range(ranges.next(), plan.isBackward()).iterator();
    }
    var found = entries.next();
    entry = found.getKey();
    return found.getValue();
  }

  @Override
  public boolean isFor(Head head, byte[] document) {
    var key = entry;
    return key != null
        && plan.index().has(document, key)
        && (!plan.mayRepeat() || returned.add(head));
  }

  @Override
  public String summary() {
    return "IXSCAN " + plan.index().descriptor().keyText();
  }

  @Override
  public boolean isByKey() {
    return true;
  }

  @Override
  public boolean isOrdered() {
    return plan.isOrdered();
  }

  @Override
  public Optional<IndexUse> use() {
    return Optional.of(
        new IndexUse(
            plan.index().descriptor(),
            plan.index().isMultikey(),
            plan.isBackward(),
            plan.boundsText()));
  }
}
