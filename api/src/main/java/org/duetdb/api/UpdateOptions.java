package org.duetdb.api;

import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * How an update runs.
 *
 * @param upsert whether a document is inserted when none matches
 * @param sort which document is the first, for a single update
 * @param arrayFilters the filters that {@code $[name]} refers to
 */
public record UpdateOptions(boolean upsert, Optional<Bson> sort, List<Bson> arrayFilters) {
  /** Updates what matches and inserts nothing. */
  public static final UpdateOptions DEFAULT = new UpdateOptions(false, Optional.empty(), List.of());

  public UpdateOptions {
    arrayFilters = List.copyOf(arrayFilters);
  }

  /** The same, inserting a document when none matches, or not. */
  public UpdateOptions withUpsert(boolean wanted) {
    return new UpdateOptions(wanted, sort, arrayFilters);
  }

  /** The same for the first in this order; refused with 9 for an update of many. */
  public UpdateOptions withSort(Bson order) {
    return new UpdateOptions(upsert, Optional.of(order), arrayFilters);
  }

  /** The same with filters for {@code $[name]}. */
  public UpdateOptions withArrayFilters(List<Bson> filters) {
    return new UpdateOptions(upsert, sort, filters);
  }
}
