package org.duetdb.document;

import java.util.Optional;
import org.bson.BsonDocument;

/**
 * What a query wants besides its filter.
 *
 * @param sort the order
 * @param skip how many to leave out
 * @param limit how many at the most; 0 means no limit
 * @param projection the fields
 */
record FindSpec(
    Optional<BsonDocument> sort, long skip, long limit, Optional<BsonDocument> projection) {
  static final FindSpec ALL = new FindSpec(Optional.empty(), 0, 0, Optional.empty());

  FindSpec withSort(BsonDocument order) {
    return new FindSpec(
        order.isEmpty() ? Optional.empty() : Optional.of(order), skip, limit, projection);
  }

  FindSpec withSkip(long count) {
    return new FindSpec(sort, count, limit, projection);
  }

  FindSpec withLimit(long count) {
    return new FindSpec(sort, skip, count, projection);
  }

  FindSpec withProjection(BsonDocument fields) {
    return new FindSpec(
        sort, skip, limit, fields.isEmpty() ? Optional.empty() : Optional.of(fields));
  }
}
