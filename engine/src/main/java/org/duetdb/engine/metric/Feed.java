package org.duetdb.engine.metric;

import java.time.Duration;
import java.util.Optional;
import org.bson.RawBsonDocument;
import org.duetdb.api.bson.DocumentKey;
import org.duetdb.api.conflict.Conflict;
import org.duetdb.api.spi.Observation;
import org.duetdb.api.spi.Observation.Scope;
import org.duetdb.api.spi.Observation.State;
import org.duetdb.api.spi.Observer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a deployment's observer is told. Where there is none, {@link #isOn} is false for ever;
 * callers look at it first, so that nothing is made that nobody wants. Thread-safe.
 */
public final class Feed implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private final boolean on;
  private final Observer observer;

  public Feed(Optional<Observer> observer) {
    on = observer.isPresent();
    this.observer = observer.orElse(observation -> {});
  }

  /** Whether somebody listens. */
  public boolean isOn() {
    return on;
  }

  /** An attempt of a statement begins to read. */
  public void reads(String session, Scope scope, long timestamp) {
    if (on) {
      tell(new Observation.Read(session, scope, timestamp));
    }
  }

  /** A statement tries again. */
  public void retries(String session, Conflict conflict, long pauseNanos, boolean woken) {
    if (on) {
      tell(new Observation.Retry(session, conflict, Duration.ofNanos(pauseNanos), woken));
    }
  }

  /**
   * A version of a document has come to that state. Stores that hold no documents of a collection
   * are nobody's business.
   */
  public void version(
      String session,
      String store,
      DocumentKey key,
      byte @Nullable [] document,
      State state,
      long timestamp) {
    int number =
        store.lastIndexOf('#'); // behind the namespace, in the names of collections' stores
    if (on && number > 0) {
      tell(
          new Observation.Version(
              session,
              store.substring(0, number),
              key.toString(),
              Optional.ofNullable(document).map(RawBsonDocument::new),
              state,
              timestamp));
    }
  }

  @Override
  public void tell(Observation observation) {
    try {
      observer.tell(observation);
    } catch (RuntimeException failed) {
      LOG.error("the deployment's observer has failed; the deployment goes on", failed);
    }
  }
}
