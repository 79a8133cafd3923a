package org.duetdb.driver;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.sql.SqlDatabase;
import org.duetdb.sql.SqlOptions;

/**
 * The deployments that JDBC has open in this JVM, so that all connections to one share its SQL side
 * and thereby its plans. A deployment that lives until shutdown stays here between two connections;
 * one with {@code closeWithLast} goes with its last. Thread-safe.
 */
final class DatabaseRegistry {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Shared> byName = new HashMap<>();

  /**
   * Joins or starts a deployment.
   *
   * @throws org.duetdb.api.error.DuetException 72 if it runs with another value of an option
   */
  DatabaseLease lease(DeploymentOptions options) {
    if (options.name().isEmpty()) {
      return new Private(Deployment.open(options));
    }
    lock.lock();
    try {
      byName.values().removeIf(Shared::hasEnded);
      // Also a later opener opens a handle: the engine compares the options that both have named.
      var handle = Deployment.open(options);
      var shared =
          byName.computeIfAbsent(
              options.kind() + ':' + options.name(), name -> new Shared(name, handle));
      if (shared.deployment != handle) {
        handle.close();
      }
      shared.leases++;
      return new Share(this, shared);
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(Shared shared) {
    lock.lock();
    try {
      shared.leases--;
      boolean last = shared.leases == 0;
      if (last && shared.options().isTrue(DeploymentOption.CLOSE_WITH_LAST)) {
        byName.remove(shared.name, shared);
        shared.deployment.close();
      }
    } finally {
      lock.unlock();
    }
  }

  private static SqlDatabase sql(Deployment deployment) {
    return SqlDatabase.open(deployment.engine(), SqlOptions.of(deployment.engine().options()));
  }

  /** A deployment that several connections share. Its count is guarded by the registry's lock. */
  private static final class Shared {
    private final String name;
    private final Deployment deployment;
    private final SqlDatabase sql;
    private int leases;

    Shared(String name, Deployment deployment) {
      this.name = name;
      this.deployment = deployment;
      this.sql = sql(deployment);
    }

    DeploymentOptions options() {
      return deployment.engine().options();
    }

    boolean hasEnded() {
      return !deployment.engine().isRunning();
    }
  }

  private static final class Share implements DatabaseLease {
    private final DatabaseRegistry registry;
    private final Shared shared;
    private final AtomicBoolean given = new AtomicBoolean();

    Share(DatabaseRegistry registry, Shared shared) {
      this.registry = registry;
      this.shared = shared;
    }

    @Override
    public Deployment deployment() {
      return shared.deployment;
    }

    @Override
    public SqlDatabase sql() {
      return shared.sql;
    }

    @Override
    public void close() {
      if (given.compareAndSet(false, true)) {
        registry.giveUp(shared);
      }
    }
  }

  /** A deployment without a name, which one connection has for itself. */
  private record Private(Deployment deployment, SqlDatabase sql) implements DatabaseLease {

    Private(Deployment deployment) {
      this(deployment, DatabaseRegistry.sql(deployment));
    }

    @Override
    public void close() {
      deployment.close();
    }
  }
}
