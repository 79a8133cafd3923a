/**
 * Comparing texts by the rules of a language. {@link org.duetdb.document.collation.Collation} reads
 * MongoDB's collation documents and replaces every text in a value by one whose bytes compare as
 * the rules say; {@link org.duetdb.document.collation.KeyedFields} does so with the fields of a
 * document that a filter or a sort looks at. So comparisons go on comparing bytes, and nothing else
 * of the document language knows of collations. The rules are those of ICU, as in MongoDB, from the
 * library ICU4J, which an application adds if it wants them.
 */
package org.duetdb.document.collation;
