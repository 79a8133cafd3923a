/**
 * Measurements: what Duet costs, beside others in the same run.
 *
 * <p>The JMH classes here name the workloads; {@code org.duetdb.bench.peer} holds the contenders,
 * each behind the same {@link org.duetdb.bench.peer.Peer}. {@link org.duetdb.bench.WakeUp} and
 * {@link org.duetdb.bench.Fairness} are programs of their own, because JMH has no such figures. The
 * README of this module shows how to run them.
 */
package org.duetdb.bench;
