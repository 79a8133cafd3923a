package org.duetdb.api;

import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * How findOneAndUpdate runs.
 *
 * @param returnAfter whether the document is returned as it is afterwards instead of before
 * @param upsert whether a document is inserted when none matches
 * @param sort which document is the first
 * @param projection which fields are returned
 */
public record FindOneAndUpdateOptions(
    boolean returnAfter, boolean upsert, Optional<Bson> sort, Optional<Bson> projection) {
  public static final FindOneAndUpdateOptions DEFAULT =
      new FindOneAndUpdateOptions(false, false, Optional.empty(), Optional.empty());

  public FindOneAndUpdateOptions withReturnAfter(boolean after) {
    return new FindOneAndUpdateOptions(after, upsert, sort, projection);
  }

  public FindOneAndUpdateOptions withUpsert(boolean wanted) {
    return new FindOneAndUpdateOptions(returnAfter, wanted, sort, projection);
  }

  public FindOneAndUpdateOptions withSort(Bson order) {
    return new FindOneAndUpdateOptions(returnAfter, upsert, Optional.of(order), projection);
  }

  public FindOneAndUpdateOptions withProjection(Bson fields) {
    return new FindOneAndUpdateOptions(returnAfter, upsert, sort, Optional.of(fields));
  }
}
