/**
 * MongoDB's filters, compiled to predicates over the bytes of a document. {@link
 * org.duetdb.document.filter.FilterCompiler} takes a filter document apart once: what pins {@code
 * _id} becomes keys for the engine's lookup, everything else a tree of tests ({@code DocumentTest}
 * on documents, {@code ValueTest} on values) that walks the bytes without decoding or allocating.
 * How values compare is {@link org.duetdb.api.bson.BsonOrder}'s, how paths fan out through arrays
 * {@link org.duetdb.api.bson.FieldPath}'s business; this package owns which operators there are,
 * what they mean for null, missing values and arrays, and with which code and text a wrong filter
 * is refused.
 *
 * <p>Compiled filters are immutable and safe for any thread.
 */
package org.duetdb.document.filter;
