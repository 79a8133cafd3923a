package org.duetdb.engine.collection;

import java.util.List;
import java.util.Optional;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOperation.Returning;
import org.duetdb.api.spi.UpdateOutcome;

/** Outcomes of updates, by what the operation wants returned. */
final class UpdateOutcomes {
  private UpdateOutcomes() {}

  /** Of an upsert that has inserted. */
  static UpdateOutcome upserted(UpdateOperation operation, byte[] document) {
    return new UpdateOutcome(
        0,
        0,
        Optional.of(document),
        operation.returning() == Returning.AFTER ? List.of(document) : List.of());
  }

  /** Of one document that matched. */
  static UpdateOutcome one(UpdateOperation operation, byte[] before, byte[] after) {
    boolean changed = before != after;
    return switch (operation.returning()) {
      case NOTHING -> changed ? UpdateOutcome.ONE : UpdateOutcome.UNCHANGED;
      case BEFORE -> new UpdateOutcome(1, changed ? 1 : 0, Optional.empty(), List.of(before));
      case AFTER -> new UpdateOutcome(1, changed ? 1 : 0, Optional.empty(), List.of(after));
    };
  }
}
