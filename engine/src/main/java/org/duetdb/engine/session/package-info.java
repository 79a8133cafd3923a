/**
 * Sessions and the statements that come through them. {@link
 * org.duetdb.engine.session.EmbeddedSession} holds at most one transaction; {@link
 * org.duetdb.engine.session.Autocommit} runs statements that commit by themselves. {@link
 * org.duetdb.engine.session.StatementRunner} is the one loop that runs a statement inside a
 * transaction, and again from the start when it must: it undoes the attempt, waits for the rival,
 * and takes a fresh snapshot.
 */
package org.duetdb.engine.session;
