/**
 * Duet as JDBC knows databases. {@link org.duetdb.driver.DuetDriver} and {@link
 * org.duetdb.driver.DuetDataSource} open connections to {@code jdbc:duet:mem:NAME}; everything
 * behind them is reached by the interfaces of {@code java.sql}.
 *
 * <p>The package holds JDBC and nothing else. A connection owns one {@code
 * org.duetdb.sql.SqlSession}, which parses, plans, executes and knows the state of the transaction;
 * a call here checks that the object is open, takes its {@link org.duetdb.driver.Turn} on the
 * connection, passes on, and turns a failure into the {@code SQLException} that {@link
 * org.duetdb.driver.SqlExceptions} has for it. Nothing is parsed here, and nothing is run twice:
 * whoever gets an SQLSTATE of class 40 runs the transaction again.
 *
 * <p>The lock failures are {@link org.duetdb.driver.ConflictSQLException}s, which know the
 * document, the holder and what decided; their vendor code is the number that the document API has
 * for the same failure. {@code Connection.unwrap} reaches the document session on the same engine
 * session, so that JDBC and documents can share a transaction.
 *
 * <p>Connections and what they make are safe for several threads, which take turns; {@code cancel},
 * {@code abort} and {@code close} do not wait for a turn. A result set's row is for one thread at a
 * time.
 */
package org.duetdb.driver;
