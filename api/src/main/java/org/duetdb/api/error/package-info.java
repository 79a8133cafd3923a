/**
 * Errors as a vocabulary. Every failure is a {@link org.duetdb.api.error.DuetException} with an
 * {@link org.duetdb.api.error.ErrorCode}; the subclasses carry the facts of a conflict or a
 * duplicate key. The SQL module maps every code to a SQLSTATE in one exhaustive switch, the JDBC
 * driver to a subclass of {@code java.sql.SQLException}.
 */
package org.duetdb.api.error;
