/**
 * Reading and writing the documents of collections. {@link
 * org.duetdb.engine.collection.TransactionalStatement} is what a statement does inside a
 * transaction: it reads one snapshot, and hangs uncommitted versions and intents. {@link
 * org.duetdb.engine.collection.AutocommitWrites} is the document language outside a transaction:
 * document by document, each version installed already committed. Both meet rivals by {@link
 * org.duetdb.engine.collection.Contest}, which asks {@code ConflictPolicy.judge} and waits,
 * restarts, refuses or leaves out as it says.
 */
package org.duetdb.engine.collection;
