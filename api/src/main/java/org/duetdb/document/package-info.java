/**
 * The document language: MongoDB's filters, updates, projections and sorts as functions over the
 * bytes of documents. It is one of the two front-ends over the engine's SPI and knows nothing of
 * engines; SQL is the other. Each part of the language has a package of its own; all of them read
 * values by {@link org.duetdb.api.bson}.
 */
package org.duetdb.document;
