package org.duetdb.engine;

import java.util.List;
import org.bson.BsonDocument;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Chance;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineSession;
import org.duetdb.api.spi.HeldClaim;
import org.duetdb.api.spi.Observer;
import org.duetdb.api.spi.ProfileSettings;
import org.duetdb.api.spi.Statements;
import org.duetdb.api.spi.Waiting;
import org.duetdb.api.time.SystemTime;
import org.duetdb.api.time.TimeSource;
import org.duetdb.engine.catalog.Catalog;
import org.duetdb.engine.conflict.SerializableTracker;
import org.duetdb.engine.conflict.WaitQueues;
import org.duetdb.engine.fault.FailPoints;
import org.duetdb.engine.index.DroppedIndexes;
import org.duetdb.engine.index.Expiry;
import org.duetdb.engine.journal.CommitQueue;
import org.duetdb.engine.journal.CommitSink;
import org.duetdb.engine.metric.Counters;
import org.duetdb.engine.metric.Feed;
import org.duetdb.engine.mvcc.LiveSnapshots;
import org.duetdb.engine.mvcc.Pruner;
import org.duetdb.engine.mvcc.Timestamps;
import org.duetdb.engine.session.Sessions;
import org.duetdb.engine.transaction.Core;
import org.duetdb.engine.transaction.HeldClaims;
import org.duetdb.engine.transaction.TransactionManager;
import org.duetdb.engine.transaction.Waits;

/**
 * A running deployment: puts the parts of the engine together. Clock, pause and random generator
 * come in here.
 */
final class EmbeddedEngine {
  private final DeploymentOptions options;
  private final TimeSource time;
  private final Chance chance;
  private final LiveSnapshots snapshots;
  private final Core core;
  private final Sessions sessions;
  private final ProfileCollections profiles;
  private final long startNanos;
  private volatile boolean running = true;

  EmbeddedEngine(DeploymentOptions options) {
    this(options, List.of());
  }

  /**
   * @param sinks take every commit, in order, before anybody sees it
   */
  EmbeddedEngine(DeploymentOptions options, List<CommitSink> sinks) {
    this.options = options;
    time = options.time().orElseGet(SystemTime::create);
    chance = new Chance(time, options.random());
    startNanos = time.nanoTime();
    var counters = new Counters();
    var faults = new FailPoints();
    var feed = new Feed(options.observer());
    var timestamps = new Timestamps();
    snapshots = new LiveSnapshots(timestamps);
    var queues = new WaitQueues(timestamps);
    var tracker = new SerializableTracker(options.count(DeploymentOption.TRACKED_KEYS));
    var pruner = new Pruner(timestamps, snapshots, tracker::isTracked);
    var catalog = new Catalog(timestamps);
    var commits = new CommitQueue(sinks);
    var transactions =
        new TransactionManager(
            timestamps,
            snapshots,
            pruner,
            queues,
            tracker,
            catalog,
            commits,
            time,
            counters,
            feed,
            options);
    var expiry = new Expiry(time, options.duration(DeploymentOption.TTL_PERIOD).toNanos());
    var waits = new Waits(queues, time, options, chance.generator(), faults, feed);
    core =
        new Core(
            timestamps,
            pruner,
            queues,
            tracker,
            waits,
            catalog,
            commits,
            transactions,
            counters,
            time,
            faults,
            feed,
            expiry,
            options.count(DeploymentOption.STAGE_MEMORY),
            options.count(DeploymentOption.MAX_INDEX_KEY_BYTES));
    DroppedIndexes.follow(catalog);
    profiles =
        new ProfileCollections(
            () -> sessions().internal(), options.count(DeploymentOption.PROFILE_BYTES));
    sessions =
        new Sessions(
            core,
            options.duration(DeploymentOption.SLOW_OPERATION).toNanos(),
            options.count(DeploymentOption.RESTARTS_BEFORE_CLAIMS),
            options.duration(DeploymentOption.CURSOR_TIMEOUT).toNanos(),
            options.duration(DeploymentOption.SESSION_TIMEOUT).toNanos(),
            chance,
            this::writeProfile,
            this::refuseIfStopped);
    expiry.onPass(new ExpiredDocuments(core, sessions.internal())::delete);
  }

  private void writeProfile(String database, byte[] entry) {
    if (running) { // else the shutdown has ended the operation, and nobody can read about it
      profiles.write(database, entry);
    }
  }

  DeploymentOptions options() {
    return options;
  }

  /** A handle for one opener. */
  Engine handle(Runnable onClose, Runnable onShutdown) {
    return new Handle(onClose, onShutdown);
  }

  /** The deployment that one of its handles is for. */
  static EmbeddedEngine behind(Engine handle) {
    return ((Handle) handle).deployment();
  }

  void shutdown() {
    running = false;
    core.expiry().stop();
    sessions.stopStatements(); // first, so that they tell of the shutdown and not of a cancel
    core.transactions().shutdown();
    sessions.closeAll();
  }

  boolean isRunning() {
    return running;
  }

  private Sessions sessions() {
    return sessions;
  }

  Core core() {
    return core;
  }

  LiveSnapshots snapshots() {
    return snapshots;
  }

  private void refuseIfStopped() {
    if (!running) {
      throw new DuetException(
          ErrorCode.SHUTDOWN_IN_PROGRESS,
          "deployment '" + options.name() + "' is shut down; open it again to start an empty one");
    }
  }

  private final class Handle implements Engine {
    private final Runnable onClose;
    private final Runnable onShutdown;
    private boolean closed;

    Handle(Runnable onClose, Runnable onShutdown) {
      this.onClose = onClose;
      this.onShutdown = onShutdown;
    }

    EmbeddedEngine deployment() {
      return EmbeddedEngine.this;
    }

    @Override
    public DeploymentOptions options() {
      return options;
    }

    @Override
    public TimeSource time() {
      return time;
    }

    @Override
    public Chance chance() {
      return chance;
    }

    @Override
    public Observer observer() {
      return core.feed();
    }

    @Override
    public EngineSession openSession(String label) {
      refuseIfStopped();
      return sessions.open(label, false);
    }

    @Override
    public EngineSession openLogicalSession(String label) {
      refuseIfStopped();
      return sessions.open(label, true);
    }

    @Override
    public Statements autocommit() {
      refuseIfStopped();
      return sessions.autocommit();
    }

    @Override
    public long catalogVersion() {
      return core.catalog().version();
    }

    @Override
    public BsonDocument serverStatus() {
      return ServerStatus.of(core, options.name(), time.nanoTime() - startNanos, sessions);
    }

    @Override
    public List<BsonDocument> currentOperations() {
      return sessions.currentOperations();
    }

    @Override
    public List<Waiting> waits() {
      return core.queues().view();
    }

    @Override
    public List<HeldClaim> claims() {
      return HeldClaims.of(core);
    }

    @Override
    public void profile(String database, ProfileSettings settings) {
      sessions.profile(database, settings);
    }

    @Override
    public ProfileSettings profile(String database) {
      return sessions.profile(database);
    }

    @Override
    public BsonDocument configureFailPoint(BsonDocument command) {
      refuseIfStopped();
      return core.faults().configure(command);
    }

    @Override
    public boolean isRunning() {
      return running;
    }

    @Override
    public void shutdown() {
      onShutdown.run();
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        onClose.run();
      }
    }
  }
}
