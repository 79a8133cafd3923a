/**
 * Values: which SQL types there are, which Java object stands for a value while a statement runs,
 * how it lies in a document, and in which class it crosses to the caller, both ways side by side.
 *
 * <p>While a statement runs a value is null for NULL, {@code Boolean}, {@code Integer} for TINYINT
 * to INTEGER, {@code Long} for BIGINT and day-time intervals, {@code Double} for REAL to DOUBLE,
 * {@code BigDecimal}, {@code String}, {@code ByteString} for binary data, {@code Long} milliseconds
 * since 1970 for DATE, TIME and TIMESTAMP, {@code UUID}, {@code List} for ARRAY and ROW, {@code
 * Map} for MAP. A value of type ANY is a {@link org.duetdb.api.bson.BsonSlice} or one of the
 * self-describing classes of this list, so never a bare date.
 *
 * <p>{@link org.duetdb.sql.type.ValueCodec} reads and writes documents, {@link
 * org.duetdb.sql.type.JavaValues} crosses to the caller, {@link org.duetdb.sql.type.ValueOrder}
 * compares. All are stateless. Expressions use this package; it knows none.
 */
package org.duetdb.sql.type;
