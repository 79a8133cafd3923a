/**
 * Measurements: what Duet costs, beside others in the same run.
 *
 * <p>The JMH classes here name the workloads; {@code org.duetdb.bench.peer} holds the contenders,
 * each behind the same {@link org.duetdb.bench.peer.Peer}. {@link org.duetdb.bench.WakeUp} is a
 * program of its own, because it measures single events. The README of this module shows how to run
 * them.
 */
package org.duetdb.bench;
