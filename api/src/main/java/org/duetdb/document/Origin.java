package org.duetdb.document;

import java.util.Optional;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.Statements;

/**
 * Where operations come from: a session, or none.
 *
 * @param engine the deployment
 * @param statements runs them
 * @param session the session, if there is one
 */
record Origin(Engine engine, Statements statements, Optional<EngineSession> session) {
  /** Operations that belong to no session. */
  static Origin of(Engine engine) {
    return new Origin(engine, engine.autocommit(), Optional.empty());
  }

  /** Whether the transaction that they run in has failed, so that the engine knows of it. */
  boolean hasFailed() {
    return session.isPresent() && session.get().state() == EngineSession.State.FAILED;
  }

  /** Whether they run in a transaction that the application has begun. */
  boolean inTransaction() {
    return session.isPresent() && session.get().state() != EngineSession.State.AUTOCOMMIT;
  }
}
