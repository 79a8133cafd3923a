/**
 * Schedules: who does what, and in which order. A schedule is a text file in the grammar of
 * PostgreSQL's isolation tests (setup, teardown, sessions of steps, permutations of steps), so that
 * a file from PostgreSQL's tree loads as it is, with additions that PostgreSQL's grammar has no
 * other reading for: a document form beside the SQL of a script, a head with title and reason,
 * pauses in a permutation, and expectations per contender.
 *
 * <p>{@link org.duetdb.tools.schedule.ScheduleReader} turns the text into a {@link
 * org.duetdb.tools.schedule.Schedule}; everything it returns is an immutable value. A mistake in a
 * file is a {@link org.duetdb.tools.schedule.ScheduleException} with line and column. Nothing here
 * knows an engine: running is the business of {@code org.duetdb.tools.run}.
 */
package org.duetdb.tools.schedule;
