/**
 * The engine's catalog as SQL sees it: databases are schemas, collections are tables. A {@link
 * org.duetdb.sql.catalog.CatalogView} is what one snapshot knows; it is immutable, shared by all
 * sessions that plan at the same catalog version, and compared by identity to tell whether a plan
 * still fits. A {@link org.duetdb.sql.catalog.CollectionTable} says for each column where it lies
 * in a document and how it is read.
 *
 * <p>Names are found as written and else without regard to case. Nothing here reads documents.
 */
package org.duetdb.sql.catalog;
