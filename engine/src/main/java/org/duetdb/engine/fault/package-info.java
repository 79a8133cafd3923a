/**
 * Fail points: places in the engine where a test, or a user who tests retry logic, can make happen
 * what otherwise needs a rival at the right moment. {@link org.duetdb.engine.fault.FailPoints}
 * holds those of one deployment that are on; as long as none is, asking costs one read. Stands
 * beside the other packages and knows none of them.
 */
package org.duetdb.engine.fault;
