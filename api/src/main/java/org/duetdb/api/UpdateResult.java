package org.duetdb.api;

import java.util.Optional;
import org.bson.BsonValue;

/**
 * What an update did.
 *
 * @param matchedCount how many documents matched
 * @param modifiedCount how many changed; an update that changes nothing matches and modifies
 *     nothing
 * @param upsertedId the {@code _id} of the document that an upsert inserted
 */
public record UpdateResult(long matchedCount, long modifiedCount, Optional<BsonValue> upsertedId) {}
