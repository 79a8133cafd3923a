package org.duetdb.sql;

import java.util.concurrent.atomic.AtomicLong;
import org.duetdb.api.spi.Engine;
import org.duetdb.sql.catalog.CatalogViews;
import org.duetdb.sql.plan.PlanCache;
import org.duetdb.sql.session.SessionOnEngine;

/**
 * SQL over one engine: the plan cache and the view of the catalog that all its sessions share, and
 * the way to open a session. Open one per deployment. Thread-safe; holds nothing that must be
 * closed.
 */
public final class SqlDatabase {
  private final Engine engine;
  private final SqlOptions options;
  private final PlanCache plans;
  private final CatalogViews views;
  private final AtomicLong sessions = new AtomicLong();

  private SqlDatabase(Engine engine, SqlOptions options) {
    this.engine = engine;
    this.options = options;
    this.plans = new PlanCache(options.planCacheEntries());
    this.views = new CatalogViews(engine);
  }

  /** SQL over {@code engine}. The engine stays the caller's to close. */
  public static SqlDatabase open(Engine engine, SqlOptions options) {
    return new SqlDatabase(engine, options);
  }

  /** A new session on a new engine session; unqualified names are looked up in {@code schema}. */
  public SqlSession connect(String schema) {
    return SessionOnEngine.open(
        engine, "sql-" + sessions.incrementAndGet(), plans, views, options, schema);
  }

  /** How many plans are kept just now. */
  public int cachedPlans() {
    return plans.size();
  }
}
