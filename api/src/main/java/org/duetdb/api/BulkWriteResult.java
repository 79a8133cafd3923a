package org.duetdb.api;

import java.util.Map;
import org.bson.BsonValue;

/**
 * What a bulk write did. Immutable.
 *
 * @param insertedCount how many documents were inserted, upserts not counted
 * @param matchedCount how many documents matched an update or a replacement
 * @param modifiedCount how many of these changed
 * @param deletedCount how many documents were deleted
 * @param insertedIds the {@code _id} of each inserted document by the index of its write
 * @param upsertedIds the {@code _id} of each upserted document by the index of its write
 */
public record BulkWriteResult(
    long insertedCount,
    long matchedCount,
    long modifiedCount,
    long deletedCount,
    Map<Integer, BsonValue> insertedIds,
    Map<Integer, BsonValue> upsertedIds) {
  public BulkWriteResult {
    insertedIds = Map.copyOf(insertedIds);
    upsertedIds = Map.copyOf(upsertedIds);
  }
}
