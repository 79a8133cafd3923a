/**
 * The document language: MongoDB's filters, updates, projections, sorts and pipelines as functions
 * over the bytes of documents. It is one of the two front-ends over the engine's SPI and knows
 * nothing of engines; SQL is the other. Each part of the language has a package of its own; all of
 * them read values by {@link org.duetdb.api.bson}.
 *
 * <p>The classes here turn each call of the API into a prepared operation. {@link
 * org.duetdb.document.Target} is what a call is about: where it comes from, the collection, the
 * options of its handle; what is refused while it is prepared aborts an open transaction like any
 * failure. {@link org.duetdb.document.Query}, {@link org.duetdb.document.Aggregation}, {@link
 * org.duetdb.document.Writes}, {@link org.duetdb.document.FindAndModify} and {@link
 * org.duetdb.document.BulkRun} are the calls; {@link org.duetdb.document.PipelineRun} is the world
 * of a pipeline. {@link org.duetdb.document.DocumentSession} is the state machine of MongoDB's
 * drivers, {@link org.duetdb.document.TransactionRules} what may not run inside a transaction, and
 * {@link org.duetdb.document.TransactionLoop} runs a whole transaction again.
 */
package org.duetdb.document;
