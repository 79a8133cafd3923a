package org.duetdb.tools.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bson.Document;
import org.duetdb.api.Deployment;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.tools.stage.Stage;

/**
 * One scene: a deployment that behaves as the MongoDB of the article does, with its time, a shell,
 * and three sessions' worth of conflict on the document {@code x}.
 */
final class Scene implements AutoCloseable {
  static final String FILTER = "{ _id: 'x' }";

  /** How often a waiting scene looks whether it is over; also the precision of its dates. */
  private static final Duration GLANCE = Duration.ofMillis(1);

  private final Stage stage;
  private final Deployment deployment;
  private final Shell shell;
  private final Instant opened;
  private final long origin;

  /** A scene in which transactions expire when they are 60 s old. */
  Scene(Stage stage, Consumer<String> out) {
    this(stage, out, DeploymentOption.TRANSACTION_LIFETIME.defaultValue());
  }

  /** A scene in which transactions expire when they are {@code lifetime} old. */
  Scene(Stage stage, Consumer<String> out, String lifetime) {
    this.stage = stage;
    this.deployment =
        Deployment.open(
            DeploymentOptions.inMemory("")
                .withTime(stage.time())
                .with(DeploymentOption.CONFLICT_SCHEDULE, "mongodb-8.0")
                .with(DeploymentOption.TRANSACTION_CANCEL, "sweep")
                .with(DeploymentOption.TRANSACTION_LIFETIME, lifetime));
    this.shell = new Shell(deployment, out);
    this.opened = stage.time().now();
    this.origin = stage.time().nanoTime();
  }

  Shell shell() {
    return shell;
  }

  Stage stage() {
    return stage;
  }

  Deployment deployment() {
    return deployment;
  }

  /**
   * Lets time pass until that long after the scene was opened. Expired transactions go at every 30
   * s.
   */
  void until(Duration offset) {
    long left = origin + offset.toNanos() - stage.time().nanoTime();
    if (left > 0) {
      stage.pass(Duration.ofNanos(left));
    }
  }

  /** The date that long after the scene was opened. */
  Instant at(Duration offset) {
    return opened.plus(offset);
  }

  /** Lets time pass until {@code over}. */
  void until(BooleanSupplier over) {
    while (!over.getAsBoolean()) {
      stage.pass(GLANCE);
    }
  }

  /** The server's count of write conflicts, which an operation adds to when it ends. */
  long writeConflicts() {
    return deployment
        .serverStatus()
        .get("metrics", Document.class)
        .get("operation", Document.class)
        .getLong("writeConflicts");
  }

  @Override
  public void close() {
    deployment.shutdown();
    deployment.close();
  }
}
