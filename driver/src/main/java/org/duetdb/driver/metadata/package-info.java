/**
 * What {@code DatabaseMetaData} answers in rows. {@link org.duetdb.driver.metadata.TableCatalog}
 * arranges the tables that a session sees ({@link org.duetdb.sql.TableDescription}) as JDBC wants
 * them; {@link org.duetdb.driver.metadata.KeyCatalog} does so for keys and indexes, and {@link
 * org.duetdb.driver.metadata.FixedCatalog} has what is the same for every database. Each answer is
 * a {@link org.duetdb.driver.metadata.CatalogRows}: the columns in the order and with the names of
 * JDBC's specification, and the rows in the order that it asks for.
 *
 * <p>Pure functions on immutable values; the driver makes result sets of what they return.
 */
package org.duetdb.driver.metadata;
