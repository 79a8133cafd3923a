/**
 * Values on their way between SQL and JDBC. SQL hands out one Java class per {@link
 * org.duetdb.sql.SqlType}; the readings here turn such a value into the class that a getter of
 * {@code java.sql.ResultSet} asks for ({@link org.duetdb.driver.value.NumberReading}, {@link
 * org.duetdb.driver.value.TextReading}, {@link org.duetdb.driver.value.TimeReading}, {@link
 * org.duetdb.driver.value.ObjectReading}), and {@link org.duetdb.driver.value.ParameterValue} goes
 * the other way. {@link org.duetdb.driver.value.JdbcType} is the one table from SQL's types to
 * JDBC's.
 *
 * <p>Two rules hold everywhere. Between types with and without a time zone, {@code java.time}
 * classes convert in UTC, so that results do not depend on the machine; {@code java.sql.Date},
 * {@code Time} and {@code Timestamp}, which have no meaning without a zone, use the caller's
 * calendar or the JVM's zone. And a value that the wanted class cannot hold is refused (22003 or
 * 22018), never cut.
 *
 * <p>Pure functions; NULL never reaches them. Failures are {@link org.duetdb.sql.SqlFailure}s.
 */
package org.duetdb.driver.value;
