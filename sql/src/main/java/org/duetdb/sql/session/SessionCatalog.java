package org.duetdb.sql.session;

import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.StatementScope;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.sql.catalog.CatalogView;
import org.duetdb.sql.catalog.CatalogViews;
import org.jspecify.annotations.Nullable;

/**
 * The catalog that a session's next statement sees: what is committed, which all sessions share, or
 * what the open transaction has made of it, which is its own.
 */
final class SessionCatalog {
  private static final StatementSettings READING = StatementSettings.sql("read the catalog");
  private static final long NO_VERSION = -1;

  private final CatalogViews shared;
  private final EngineSession engine;
  private @Nullable CatalogView own;
  private boolean touched;

  SessionCatalog(CatalogViews shared, EngineSession engine) {
    this.shared = shared;
    this.engine = engine;
  }

  CatalogView view() {
    if (!touched) {
      return shared.current();
    }
    CatalogView view = own;
    if (view == null) {
      view = CatalogView.of(NO_VERSION, engine.execute(READING, StatementScope::collections));
      own = view;
    }
    return view;
  }

  /** Whether the view is one that other sessions see too. */
  boolean isShared() {
    return !touched;
  }

  /** The open transaction has changed the catalog. */
  void changed() {
    touched = true;
    own = null;
  }

  /** A part of the open transaction was undone. */
  void undone() {
    own = null;
  }

  /** The transaction has ended. */
  void ended() {
    touched = false;
    own = null;
  }
}
