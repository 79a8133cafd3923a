/**
 * MongoDB's aggregation expressions, compiled to functions from the bytes of a document to a value.
 * {@link org.duetdb.document.expression.ExpressionCompiler} parses; each family of operators is a
 * class that registers its operators by name in {@code OperatorTable}; a value is a {@link
 * org.duetdb.api.bson.BsonSlice}, so that a field of a document is passed on without being decoded
 * or copied, and a missing one is {@link org.duetdb.api.bson.BsonSlice#MISSING}. Filters ({@code
 * $expr}), projections, updates with pipelines and aggregations are its callers.
 *
 * <p>Compiled expressions are immutable and safe for any thread; a {@link
 * org.duetdb.document.expression.Scope} belongs to one evaluation. Refusals carry MongoDB's numbers
 * and texts.
 */
package org.duetdb.document.expression;
