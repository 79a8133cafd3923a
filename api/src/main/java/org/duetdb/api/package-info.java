/**
 * The document API.
 *
 * <h2>What there is</h2>
 *
 * {@link org.duetdb.api.Deployment} opens a named deployment; it holds {@link
 * org.duetdb.api.Database}s, which hold {@link org.duetdb.api.DocumentCollection}s typed by codec;
 * a {@link org.duetdb.api.Session} carries transactions. Values are BSON ({@code org.bson});
 * filters, updates, sorts, projections and pipelines are {@code Bson}, so {@code Document}s and
 * MongoDB's own builders both do. Reads come as {@link org.duetdb.api.Results}: {@link
 * org.duetdb.api.FindQuery} and {@link org.duetdb.api.AggregateQuery}, which run with each terminal
 * call and read documents as they are asked for.
 *
 * <h2>What is atomic</h2>
 *
 * One document. A write of several, {@code updateMany} or {@link
 * org.duetdb.api.DocumentCollection#bulkWrite} for example, is a sequence of them outside a
 * transaction: what has been done stays done. Inside a transaction all of it happens or none.
 *
 * <h2>What happens when two writers meet</h2>
 *
 * Outside a transaction the second one waits and is applied to the newest document; inside one it
 * fails with 112 and the label {@code TransientTransactionError}, and {@link
 * org.duetdb.api.Session#withTransaction} runs everything again. {@link
 * org.duetdb.api.conflict.ConflictPolicy} chooses otherwise, per collection handle, operation or
 * transaction.
 *
 * <h2>How it fails</h2>
 *
 * With a {@link org.duetdb.api.error.DuetException} that has MongoDB's number, name and labels. Any
 * failed operation aborts its transaction, except one that MongoDB does not let in at all (263).
 *
 * <h2>How to look inside</h2>
 *
 * {@link org.duetdb.api.Deployment#serverStatus}, {@link org.duetdb.api.Deployment#currentOp},
 * {@link org.duetdb.api.Deployment#waits}, the profiler of {@link
 * org.duetdb.api.Database#setProfilingLevel(int, org.duetdb.api.ProfilingOptions)}, {@code
 * stats()}, and JDK Flight Recorder.
 *
 * <p>This package holds values and interfaces, without threads and without a clock. The document
 * language behind them is a front-end over {@link org.duetdb.api.spi}, as SQL is.
 */
package org.duetdb.api;
