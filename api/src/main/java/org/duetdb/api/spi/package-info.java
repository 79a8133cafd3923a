/**
 * The seam between the two languages and an engine. The document language and SQL are front-ends
 * over {@link org.duetdb.api.spi.Engine}; the embedded engine is found as an {@link
 * org.duetdb.api.spi.EngineProvider}.
 *
 * <p>What crosses is a prepared operation ({@link org.duetdb.api.spi.FindOperation}, {@link
 * org.duetdb.api.spi.InsertOperation}, {@link org.duetdb.api.spi.UpdateOperation}, {@link
 * org.duetdb.api.spi.DeleteOperation}): made once by shape, executed with parameters. Its
 * declarative part ({@link org.duetdb.api.spi.Access}) says which documents are looked at, and from
 * it alone the engine takes its path, its claims and the ranges it tracks. What it cannot say are
 * two pure functions over the bytes of a document, {@link org.duetdb.api.spi.DocumentPredicate} and
 * {@link org.duetdb.api.spi.DocumentMutation}, which the engine may call again: that is why it can
 * wait on a conflict without holding a lock. {@link org.duetdb.api.spi.StatementSettings} says how
 * the statement runs. {@link org.duetdb.api.spi.Statements#execute} makes one statement of several
 * operations.
 *
 * <p>{@link org.duetdb.api.spi.Observer} is told what an engine does: snapshots, versions and
 * attempts.
 *
 * <p>Documents cross as BSON bytes that nobody changes. This package is for engines and front-ends;
 * applications use {@link org.duetdb.api}.
 */
package org.duetdb.api.spi;
