package org.duetdb.api;

import org.bson.BsonValue;

/** What insertOne did. */
public record InsertOneResult(BsonValue insertedId) {}
