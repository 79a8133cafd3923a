/** Counters that the engine's packages add to and serverStatus reads. Depends on nothing. */
package org.duetdb.engine.metric;
