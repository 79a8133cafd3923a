/**
 * The contenders: Duet's documents, Duet's SQL, and H2, loaded with the same data and asked the
 * same things. Every read ends in the record {@link org.duetdb.bench.peer.Item} with all its
 * fields, because that is what an application wants.
 */
package org.duetdb.bench.peer;
