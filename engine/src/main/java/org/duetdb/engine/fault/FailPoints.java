package org.duetdb.engine.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;

/** The fail points of one deployment. Thread-safe. */
public final class FailPoints {
  private final Set<Runnable> hanging = ConcurrentHashMap.newKeySet();
  private volatile Map<FailPoint, Armed> on = Map.of();

  /** Whether any is on. */
  public boolean areOn() {
    return !on.isEmpty();
  }

  /**
   * Turns one on or off, by MongoDB's {@code configureFailPoint} with the modes {@code alwaysOn},
   * {@code off}, {@code {times: n}} and {@code {skip: n}}, and as {@code data} the {@code
   * namespace} and the {@code appName} that it is for, or how a command is to fail.
   *
   * @return how often it has caught somebody since it was turned on last, as {@code count}
   */
  public BsonDocument configure(BsonDocument command) {
    var point = FailPointCommand.point(command);
    var armed = FailPointCommand.armed(command);
    long count;
    synchronized (this) {
      var next = new EnumMap<FailPoint, Armed>(FailPoint.class);
      next.putAll(on);
      var before = armed.isPresent() ? next.put(point, armed.get()) : next.remove(point);
      count = before == null ? 0 : before.caught();
      on = Map.copyOf(next);
    }
    hanging.forEach(Runnable::run);
    return new BsonDocument("count", new BsonInt64(count)).append("ok", new BsonDouble(1));
  }

  /**
   * A statement of that session comes by with a document of that collection: whether it is caught.
   */
  public boolean catches(FailPoint point, String namespace, String label) {
    var armed = on.get(point);
    return armed != null && armed.isFor(namespace, label) && armed.catches();
  }

  /** A session comes by with a command: how it fails, if it does. */
  public Optional<CommandFailure> failure(String command, String label) {
    var armed = on.get(FailPoint.COMMAND);
    return armed != null
            && armed.failure().filter(one -> one.command().equals(command)).isPresent()
            && armed.isFor(command, label)
            && armed.catches()
        ? armed.failure()
        : Optional.empty();
  }

  /** Whether whoever hangs at it must hang on. */
  public boolean holds(FailPoint point) {
    var armed = on.get(point);
    return armed != null && armed.isOpen();
  }

  /** Has {@code look} run whenever a fail point changes, until it is forgotten. */
  public void onChange(Runnable look) {
    hanging.add(look);
  }

  /** Runs {@code look} no more. */
  public void forget(Runnable look) {
    hanging.remove(look);
  }
}
