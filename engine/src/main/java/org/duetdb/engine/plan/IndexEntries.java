package org.duetdb.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duetdb.engine.index.KeyRange;
import org.duetdb.engine.index.KeyWriter;
import org.duetdb.engine.mvcc.Head;
import org.jspecify.annotations.Nullable;

/**
 * The heads in some ranges of an index, in its order. Some entries are read ahead, so that the
 * processor waits for the memory of several documents at the same time; an entry that a snapshot
 * needs was there before it, so it does not matter when it is read.
 */
final class IndexEntries extends Candidates {
  private static final int FIRST_AHEAD = 4;
  private static final int MOST_AHEAD = 32;

  private final IndexPlan plan;
  private final boolean covering;
  private final Iterator<KeyRange> ranges;
  private final Set<Head> returned = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Map.Entry<byte[], Head>> ahead = new ArrayList<>(FIRST_AHEAD);
  private final KeyWriter scratch = new KeyWriter();
  private Iterator<Map.Entry<byte[], Head>> entries = Collections.emptyIterator();
  private int next;
  private int wanted = FIRST_AHEAD;
  private byte @Nullable [] entry;

  @SuppressWarnings("UnusedVariable") // so that the touching is not optimised away
  private int touched;

  IndexEntries(IndexPlan plan, boolean covering) {
    this.plan = plan;
    this.covering = covering;
    var ordered = new ArrayList<>(plan.ranges());
    if (plan.isBackward()) {
      Collections.reverse(ordered);
    }
    ranges = ordered.iterator();
  }

  @Override
  public @Nullable Head next() {
    if (next == ahead.size() && !readAhead()) {
      return null;
    }
    var found = ahead.get(next++);
    entry = found.getKey();
    return found.getValue();
  }

  private boolean readAhead() {
    ahead.clear();
    next = 0;
    while (ahead.size() < wanted && hasMore()) {
      ahead.add(entries.next());
    }
    for (var one : ahead) {
      touched += one.getValue().touch();
    }
    wanted = Math.min(wanted * 2, MOST_AHEAD);
    return !ahead.isEmpty();
  }

  private boolean hasMore() {
    while (!entries.hasNext()) {
      if (!ranges.hasNext()) {
        return false;
      }
      entries = plan.index().range(ranges.next(), plan.isBackward()).iterator();
    }
    return true;
  }

  @Override
  public boolean isFor(Head head, byte[] document) {
    var key = entry;
    return key != null
        && plan.index().has(document, key, scratch)
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
  public boolean isCovering() {
    return covering;
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
