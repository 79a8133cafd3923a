/**
 * What Hibernate ORM has to know about Duet. {@link org.duetdb.hibernate.DuetDialectResolver} is
 * found by Hibernate when this artifact is on its path and answers a connection of Duet with {@link
 * org.duetdb.hibernate.DuetDialect}; nothing need be configured. The package knows Duet's SQL by
 * its text and its errors by their SQLSTATE only, and depends on none of Duet's other modules.
 */
package org.duetdb.hibernate;
