/**
 * What collections there are. The catalog is a store of documents like any other: one entry per
 * namespace, versioned by the same timestamps, claimed and undone by the same rules, so that DDL is
 * transactional and a snapshot sees the collections of its time. {@link
 * org.duetdb.engine.catalog.Catalog} turns the entry that a snapshot sees into the {@link
 * org.duetdb.engine.catalog.Collection} that holds the documents. Statements write entries by the
 * ordinary write path.
 */
package org.duetdb.engine.catalog;
