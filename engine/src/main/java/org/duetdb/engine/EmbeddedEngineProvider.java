package org.duetdb.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.duetdb.api.DeploymentOption;
import org.duetdb.api.DeploymentOptions;
import org.duetdb.api.error.DuetException;
import org.duetdb.api.error.ErrorCode;
import org.duetdb.api.spi.Engine;
import org.duetdb.api.spi.EngineProvider;

/**
 * Runs the deployments of kind {@code mem}. They are shared by name in the whole JVM, which is the
 * one piece of static state in the engine: handles and JDBC connections made independently of each
 * other must meet.
 */
public final class EmbeddedEngineProvider implements EngineProvider {
  private static final Map<String, Shared> RUNNING = new HashMap<>();
  private static final AtomicLong PRIVATE_NAMES = new AtomicLong();

  /** A deployment and how many handles it has; guarded by {@link #RUNNING}. */
  private static final class Shared {
    final EmbeddedEngine engine;
    int handles;

    Shared(EmbeddedEngine engine) {
      this.engine = engine;
    }
  }

  @Override
  public String kind() {
    return "mem";
  }

  @Override
  public Engine open(DeploymentOptions options) {
    if (options.name().isEmpty()) {
      var engine = new EmbeddedEngine(options.named("private-" + PRIVATE_NAMES.incrementAndGet()));
      return engine.handle(engine::shutdown, engine::shutdown);
    }
    synchronized (RUNNING) {
      var shared = RUNNING.get(options.name());
      if (shared == null) {
        shared = new Shared(new EmbeddedEngine(options));
        RUNNING.put(options.name(), shared);
      } else {
        refuseOtherOptions(shared.engine.options(), options);
      }
      shared.handles++;
      var opened = shared;
      return opened.engine.handle(() -> close(opened), () -> shutdown(opened));
    }
  }

  private static void refuseOtherOptions(DeploymentOptions running, DeploymentOptions wanted) {
    for (var option : DeploymentOption.values()) {
      if (wanted.isGiven(option) && !wanted.value(option).equals(running.value(option))) {
        throw refused(wanted, option.optionName(), running.value(option), wanted.value(option));
      }
    }
    if (wanted.time().isPresent() && !wanted.time().equals(running.time())) {
      throw refused(wanted, "time", "another", wanted.time().get().toString());
    }
    if (wanted.random().isPresent() && !wanted.random().equals(running.random())) {
      throw refused(wanted, "random", "another", wanted.random().get().toString());
    }
    if (wanted.observer().isPresent() && !wanted.observer().equals(running.observer())) {
      throw refused(wanted, "observer", "another", wanted.observer().get().toString());
    }
  }

  private static DuetException refused(
      DeploymentOptions wanted, String option, String running, String value) {
    return new DuetException(
        ErrorCode.INVALID_OPTIONS,
        "deployment '"
            + wanted.name()
            + "' runs with "
            + option
            + "="
            + running
            + "; it cannot be opened with "
            + option
            + "="
            + value
            + ". Leave the option out, or shut the deployment down first");
  }

  private static void close(Shared shared) {
    synchronized (RUNNING) {
      shared.handles--;
      if (shared.handles > 0 || !shared.engine.options().isTrue(DeploymentOption.CLOSE_WITH_LAST)) {
        return;
      }
    }
    shutdown(shared);
  }

  private static void shutdown(Shared shared) {
    synchronized (RUNNING) {
      RUNNING.remove(shared.engine.options().name(), shared);
    }
    shared.engine.shutdown();
  }
}
