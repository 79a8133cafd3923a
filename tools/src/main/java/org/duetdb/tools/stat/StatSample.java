package org.duetdb.tools.stat;

import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.duetdb.api.Deployment;

/**
 * serverStatus at a moment.
 *
 * @param at when, on the deployment's clock
 * @param status what it said
 */
public record StatSample(Instant at, Document status) {
  /** A sample of now. */
  public static StatSample of(Deployment deployment) {
    return new StatSample(deployment.engine().time().now(), deployment.serverStatus());
  }

  /** The number at a dotted path; empty if there is none. */
  public Optional<Long> number(String path) {
    Object found = status;
    for (var name : path.split("[.]", -1)) {
      found = found instanceof Document document ? document.get(name) : Optional.empty();
    }
    return found instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
  }
}
