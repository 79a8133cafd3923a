package org.duetdb.tools.schedule;

/**
 * A script with a name, at home in one session.
 *
 * @param name unique in the schedule
 * @param session the session that runs it
 */
public record Step(String name, String session, Script script) {}
