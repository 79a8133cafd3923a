/**
 * What the engine tells of itself. {@link org.duetdb.engine.metric.Counters} is what the engine's
 * packages add to and serverStatus reads; the classes whose names end in {@code Event} are JDK
 * Flight Recorder's events: {@link org.duetdb.engine.metric.WriteConflictEvent}, {@link
 * org.duetdb.engine.metric.ConflictWaitEvent}, {@link
 * org.duetdb.engine.metric.StatementRestartEvent}, {@link org.duetdb.engine.metric.DeadlockEvent}
 * and {@link org.duetdb.engine.metric.TransactionEvent}. While no recording wants an event, it
 * costs the look whether one does. {@link org.duetdb.engine.metric.Feed} is what the deployment's
 * observer is told, and costs the look whether there is one. Depends on nothing of the engine, so
 * that everything may use it.
 */
package org.duetdb.engine.metric;
