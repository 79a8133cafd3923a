package org.duetdb.api.spi;

import java.util.List;
import java.util.Optional;

/**
 * What an update did.
 *
 * @param matched how many documents matched
 * @param modified how many changed
 * @param upserted the document that was inserted because nothing matched
 * @param returned the images that were asked for
 */
public record UpdateOutcome(
    long matched, long modified, Optional<byte[]> upserted, List<byte[]> returned) {
  /** Nothing matched. */
  public static final UpdateOutcome NONE = new UpdateOutcome(0, 0, Optional.empty(), List.of());

  /** One matched and changed. */
  public static final UpdateOutcome ONE = new UpdateOutcome(1, 1, Optional.empty(), List.of());

  /** One matched and did not change. */
  public static final UpdateOutcome UNCHANGED =
      new UpdateOutcome(1, 0, Optional.empty(), List.of());
}
