/**
 * Engines other than Duet as contenders: PostgreSQL, H2, whatever a JDBC URL leads to, and MongoDB
 * by its connection string. They run in real time. Where the engine can tell who waits for whom,
 * the runner asks it; elsewhere a step that takes long is taken to wait. A schedule's time passes
 * faster there: a transaction's lifetime takes what the schedule says as its real lifetime.
 */
package org.duetdb.tools.foreign;
