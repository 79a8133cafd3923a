/**
 * Random histories of several clients on a few documents, run against the engine and against {@link
 * org.duetdb.engine.history.NaiveDatabase}, which knows nothing of versions, heads or timestamps:
 * it copies maps. Every answer, every wait and the state in the end must agree. A history is a
 * function of its seed.
 */
package org.duetdb.engine.history;
