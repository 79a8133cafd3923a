/**
 * Secondary indexes. An {@link org.duetdb.engine.index.Index} is an ordered map from the encoded
 * keys of documents to heads, with an entry for every key of every version that hangs on a head;
 * {@link org.duetdb.engine.index.KeyWriter} encodes values so that the order of bytes is the order
 * of BSON. An {@link org.duetdb.engine.index.IndexSet} follows the versions of one store: it adds
 * entries before a version is installed, takes them away after the version has gone, and fills a
 * new index while others write. Which index serves a snapshot is the catalog's business, which
 * index a query uses the planner's.
 */
package org.duetdb.engine.index;
