/**
 * Versions, heads and snapshots: what exists of a document and who sees it.
 *
 * <p>A {@link org.duetdb.engine.mvcc.Head} stands for one document (one key). Its state, changed by
 * one compare-and-set, holds the newest {@link org.duetdb.engine.mvcc.Version} and the lock {@link
 * org.duetdb.engine.mvcc.Intent}s. Versions are linked from new to old. A version belongs to a
 * {@link org.duetdb.engine.mvcc.Writer} until that commits, and gets its commit timestamp from it;
 * the version of a single-document autocommit write is installed already committed. A {@link
 * org.duetdb.engine.mvcc.Snapshot} is a timestamp, and {@code Snapshot.isVisible} is the one
 * visibility rule.
 *
 * <p>Nothing here waits or takes a lock. A reader that meets a commit in the instant between its
 * decision and its timestamp draws the timestamp for it ({@link
 * org.duetdb.engine.mvcc.Timestamps}), so that snapshots have no holes and nobody waits for a
 * thread that sleeps.
 *
 * <p>A scan of a whole collection need not look at heads and versions where nothing has happened
 * for a while: {@link org.duetdb.engine.mvcc.Segment}s list their documents ({@link
 * org.duetdb.engine.mvcc.AllVisible}) until the next change.
 *
 * <p>{@link org.duetdb.engine.mvcc.LiveSnapshots} knows which snapshots are open; {@link
 * org.duetdb.engine.mvcc.Pruner} unlinks what none of them can see, also between them. This package
 * knows nothing of transactions, conflicts or sessions.
 */
package org.duetdb.engine.mvcc;
