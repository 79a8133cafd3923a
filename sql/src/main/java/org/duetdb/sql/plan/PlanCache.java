package org.duetdb.sql.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a database, shared by its sessions: the most recently used, up to a limit. A plan is
 * found by its text and schema and is good for one view of the catalog; one of an older view is
 * planned anew. Thread-safe.
 */
public final class PlanCache {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, PreparedPlan> plans;

  /** A cache of so many plans. */
  public PlanCache(int limit) {
    plans =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, PreparedPlan> eldest) {
            return size() > limit;
          }
        };
  }

  private record Key(String text, String schema) {}

  /** The plan of a text, or null if there is none for exactly that view. */
  public @Nullable PreparedPlan find(String text, String schema, Object view) {
    lock.lock();
    try {
      PreparedPlan plan = plans.get(new Key(text, schema));
      return plan != null && plan.view() == view ? plan : null;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a plan. */
  public void put(String text, String schema, PreparedPlan plan) {
    lock.lock();
    try {
      plans.put(new Key(text, schema), plan);
    } finally {
      lock.unlock();
    }
  }

  /** How many plans are kept just now. */
  public int size() {
    lock.lock();
    try {
      return plans.size();
    } finally {
      lock.unlock();
    }
  }
}
