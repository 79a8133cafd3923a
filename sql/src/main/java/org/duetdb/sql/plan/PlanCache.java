package org.duetdb.sql.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a database, shared by its sessions: the most recently used, up to a limit. A plan is
 * found by its {@link PlanKey} and is good for one view of the catalog; one of an older view is
 * planned anew. Thread-safe.
 */
public final class PlanCache {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<PlanKey, PreparedPlan> plans;

  /** A cache of so many plans. */
  public PlanCache(int limit) {
    plans =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<PlanKey, PreparedPlan> eldest) {
            return size() > limit;
          }
        };
  }

  /** The plan of a key, or null if there is none for exactly that view. */
  public @Nullable PreparedPlan find(PlanKey key, Object view) {
    lock.lock();
    try {
      PreparedPlan plan = plans.get(key);
      return plan != null && plan.view() == view ? plan : null;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a plan. */
  public void put(PlanKey key, PreparedPlan plan) {
    lock.lock();
    try {
      plans.put(key, plan);
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
