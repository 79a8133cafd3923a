/**
 * MongoDB's aggregation pipelines as functions over streams of documents. {@link
 * org.duetdb.document.aggregate.PipelineCompiler} compiles a list of stages; each stage is a
 * function from an iterator over documents to another, pulled one document at a time, so that a
 * pipeline without a blocking stage ({@code $sort}, {@code $group}) holds one document. What a
 * pipeline needs of the world comes in by {@link org.duetdb.document.aggregate.PipelineContext}:
 * other collections ({@code $lookup}, {@code $unionWith}), a place for results ({@code $out},
 * {@code $merge}), chance ({@code $sample}), the memory limit, and the parameters of the statement.
 *
 * <p>Expressions, filters, projections and sorts are compiled by the packages of those names.
 * Compiled pipelines are immutable and safe for any thread; a running one belongs to one. Refusals
 * carry MongoDB's numbers and texts.
 */
package org.duetdb.document.aggregate;
