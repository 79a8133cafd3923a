/**
 * A conversation in SQL over one session of the engine. {@link
 * org.duetdb.sql.session.SessionOnEngine} is what a driver holds; {@link
 * org.duetdb.sql.session.SessionTransaction} is the one place that knows where the session stands
 * between BEGIN and COMMIT, whether that was said in text or by a method; {@link
 * org.duetdb.sql.session.SessionVariables} are its settings. The transaction itself is the
 * engine's, so that documents written through the same session take part in it.
 *
 * <p>A session is used by one thread at a time and makes threads take turns; cancelling is for any
 * thread.
 */
package org.duetdb.sql.session;
