package org.duetdb.tools.run;

/**
 * When something happened in a run.
 *
 * @param order counts what happens, so that no two moments of a run are equal
 * @param millis the time since the first step
 */
public record Moment(int order, long millis) {}
