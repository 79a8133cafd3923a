/**
 * MongoDB's sorts, compiled to comparators over the bytes of documents. {@link
 * org.duetdb.document.sort.SortCompiler} takes a sort document; {@code SortKey} finds the value a
 * document sorts by, which for an array is its least or greatest element. How two values compare is
 * {@link org.duetdb.api.bson.BsonOrder}'s business. Comparators are immutable and safe for any
 * thread.
 */
package org.duetdb.document.sort;
