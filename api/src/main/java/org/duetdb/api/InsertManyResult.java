package org.duetdb.api;

import java.util.Map;
import org.bson.BsonValue;

/** What insertMany did: the {@code _id} of each inserted document by its index. */
public record InsertManyResult(Map<Integer, BsonValue> insertedIds) {
  public InsertManyResult {
    insertedIds = Map.copyOf(insertedIds);
  }
}
