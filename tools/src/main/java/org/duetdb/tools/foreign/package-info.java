/**
 * Engines other than Duet as contenders: PostgreSQL, H2, and whatever a JDBC URL leads to. They run
 * in real time. Where the engine can tell who waits for whom, the runner asks it; elsewhere a step
 * that takes long is taken to wait. A schedule's time passes sixty times as fast there, so that a
 * transaction's lifetime of a minute takes a second.
 */
package org.duetdb.tools.foreign;
