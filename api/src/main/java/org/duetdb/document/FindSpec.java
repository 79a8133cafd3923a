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
 * @param batch how many are read at a time; 0 means one by one
 */
record FindSpec(
    Optional<BsonDocument> sort,
    long skip,
    long limit,
    Optional<BsonDocument> projection,
    int batch) {
  static final FindSpec ALL = new FindSpec(Optional.empty(), 0, 0, Optional.empty(), 0);

  FindSpec withSort(BsonDocument order) {
    return new FindSpec(given(order), skip, limit, projection, batch);
  }

  FindSpec withSkip(long count) {
    return new FindSpec(sort, count, limit, projection, batch);
  }

  FindSpec withLimit(long count) {
    return new FindSpec(sort, skip, count, projection, batch);
  }

  FindSpec withProjection(BsonDocument fields) {
    return new FindSpec(sort, skip, limit, given(fields), batch);
  }

  FindSpec withBatch(int documents) {
    return new FindSpec(sort, skip, limit, projection, documents);
  }

  private static Optional<BsonDocument> given(BsonDocument document) {
    return document.isEmpty() ? Optional.empty() : Optional.of(document);
  }
}
