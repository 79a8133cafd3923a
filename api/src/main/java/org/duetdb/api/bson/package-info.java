/**
 * BSON where it lies. A committed document is an immutable array of BSON bytes, and everything that
 * reads one (filters, updates, sorts, SQL expressions, indexes, the engine's key map) reads those
 * bytes and decodes nothing. This package owns how that is done, and the single rule of how values
 * compare.
 *
 * <p>{@link org.duetdb.api.bson.BsonBytes} finds and reads values, named by slots (type and offset
 * in one long); {@link org.duetdb.api.bson.FieldPath} follows dotted paths to them; {@link
 * org.duetdb.api.bson.BsonOrder} compares and hashes them, with {@link
 * org.duetdb.api.bson.BsonNumbers} for the numeric types; {@link org.duetdb.api.bson.BsonSlice} is
 * a value as an object and {@link org.duetdb.api.bson.DocumentKey} the value of an {@code _id} as a
 * key; {@link org.duetdb.api.bson.BsonSink} writes bytes, {@link org.duetdb.api.bson.BsonText}
 * prints them for messages, {@link org.duetdb.api.bson.BsonCodecs} turns Java objects into them and
 * back, and {@link org.duetdb.api.bson.DocumentLimits} says how large they may be.
 *
 * <p>It does not know filters, updates or SQL. All classes are immutable or stateless and safe for
 * any thread, except {@link org.duetdb.api.bson.BsonSink}, which belongs to one.
 */
package org.duetdb.api.bson;
