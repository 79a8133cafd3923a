package org.duetdb.api;

import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * How findOneAndDelete runs. Immutable.
 *
 * @param sort which document is the first
 * @param projection which fields are returned
 */
public record FindOneAndDeleteOptions(Optional<Bson> sort, Optional<Bson> projection) {
  /** The first that matches, returned with all its fields. */
  public static final FindOneAndDeleteOptions DEFAULT =
      new FindOneAndDeleteOptions(Optional.empty(), Optional.empty());

  /** The same for the first in this order. */
  public FindOneAndDeleteOptions withSort(Bson order) {
    return new FindOneAndDeleteOptions(Optional.of(order), projection);
  }

  /** The same, returning some fields. */
  public FindOneAndDeleteOptions withProjection(Bson fields) {
    return new FindOneAndDeleteOptions(sort, Optional.of(fields));
  }
}
