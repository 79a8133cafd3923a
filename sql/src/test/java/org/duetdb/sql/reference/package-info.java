/**
 * Random histories of sessions that write tables which refer to each other. {@link
 * org.duetdb.sql.reference.Family} is a naive model of such tables, for statements that run one
 * after another; {@link org.duetdb.sql.reference.Member} is a session that does what a seed says
 * and compares; {@link org.duetdb.sql.reference.ForeignKeyHistoriesTest} runs them.
 *
 * <p>Everything happens in virtual time, one actor at a time, so that a seed repeats its history.
 */
package org.duetdb.sql.reference;
