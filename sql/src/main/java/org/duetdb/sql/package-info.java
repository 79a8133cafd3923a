/**
 * SQL on documents, as far as a driver must know it. {@link org.duetdb.sql.SqlDatabase} joins one
 * engine with one catalog view and one plan cache; each connection gets a {@link
 * org.duetdb.sql.SqlSession} from it, prepares statements to {@link org.duetdb.sql.PreparedSql} and
 * executes them to a {@link org.duetdb.sql.SqlResult}. Failures are {@link
 * org.duetdb.sql.SqlFailure} where SQL refuses and engine exceptions where the engine does; {@link
 * org.duetdb.sql.SqlStates} maps both.
 *
 * <p>Nothing here names Calcite: parsing, planning and execution live in the packages below and are
 * not exported. A session is used by one thread at a time, except for its {@code cancel()}; a
 * database by all.
 */
package org.duetdb.sql;
