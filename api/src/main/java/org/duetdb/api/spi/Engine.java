package org.duetdb.api.spi;

import java.util.List;
import org.bson.BsonDocument;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.time.TimeSource;

/** One handle on a running deployment. Thread-safe. */
public interface Engine extends AutoCloseable {
  /** The options that the deployment runs with: its first opener's. */
  DeploymentOptions options();

  /** The deployment's time. */
  TimeSource time();

  /** What the deployment draws by chance. */
  Chance chance();

  /** A new session, which lives until it is closed. */
  EngineSession openSession(String label);

  /**
   * A new session as MongoDB's logical ones: when nobody has used it for {@link
   * org.duetdb.api.DeploymentOption#SESSION_TIMEOUT}, its transaction is aborted and its cursors
   * end. Whoever uses it again goes on without them.
   */
  EngineSession openLogicalSession(String label);

  /** Who is told what the deployment does; does nothing if nobody is. Never throws. */
  Observer observer();

  /** Statements that belong to no session; safe for any number of threads at once. */
  Statements autocommit();

  /**
   * Grows by every change of the catalog that commits; a plan made at another version may not fit.
   */
  long catalogVersion();

  /** MongoDB's serverStatus, as far as there is a counterpart. */
  BsonDocument serverStatus();

  /** One document per operation under way and per idle transaction. */
  List<BsonDocument> currentOperations();

  /** Everybody who waits just now. */
  List<Waiting> waits();

  /**
   * What the open transactions have claims on, transaction by transaction in the order of their
   * beginning. Claims on unique keys are left out: they follow from those on documents.
   */
  List<HeldClaim> claims();

  /** Sets the profiler of a database. */
  void profile(String database, ProfileSettings settings);

  /** What the profiler of a database records; without having been set it is off. */
  ProfileSettings profile(String database);

  /**
   * Turns a fail point on or off, by MongoDB's {@code configureFailPoint}; see {@link
   * org.duetdb.api.Deployment#configureFailPoint}.
   */
  BsonDocument configureFailPoint(BsonDocument command);

  /** Whether the deployment still runs. */
  boolean isRunning();

  /** Ends the deployment for everybody. Idempotent. */
  void shutdown();

  /** Gives up this handle. Idempotent. */
  @Override
  void close();
}
