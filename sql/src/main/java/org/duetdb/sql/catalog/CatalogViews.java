package org.duetdb.sql.catalog;

import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.StatementSettings;
import org.jspecify.annotations.Nullable;

/**
 * The newest committed view of an engine's catalog, shared by all sessions of a database. As long
 * as the catalog does not change it is the same object. Thread-safe.
 */
public final class CatalogViews {
  private static final StatementSettings READING = StatementSettings.sql("read the catalog");

  private final Engine engine;
  private volatile @Nullable CatalogView newest;

  public CatalogViews(Engine engine) {
    this.engine = engine;
  }

  /** What is committed just now. */
  public CatalogView current() {
    // The version is read first: if the catalog changes in between, the view counts as older than
    // it is, and is read again.
    long version = engine.catalogVersion();
    CatalogView view = newest;
    if (view == null || view.version() != version) {
      view =
          CatalogView.of(
              version, engine.autocommit().execute(READING, StatementScope::collections));
      newest = view;
    }
    return view;
  }
}
