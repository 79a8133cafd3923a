/**
 * Transactions and statements under way. A {@link org.duetdb.engine.transaction.Transaction} is a
 * {@link org.duetdb.engine.mvcc.Writer} with a list of its claims; {@link
 * org.duetdb.engine.transaction.TransactionManager} begins, commits, aborts and cancels it and
 * gives its claims up. A {@link org.duetdb.engine.transaction.Statement} is one statement under
 * way, with its deadline, its waiter and its statistics. {@link
 * org.duetdb.engine.transaction.Waits} parks it for a rival: in the head's queue, or by a polling
 * schedule.
 *
 * <p>One compare-and-set on a transaction's status decides between commit and cancel. A cancel does
 * not wait for a statement on another thread: its claims are dead at that instant, and what it
 * still installs is born dead.
 */
package org.duetdb.engine.transaction;
