/**
 * The document API. {@link org.duetdb.api.Deployment} opens a named deployment; it holds {@link
 * org.duetdb.api.Database}s, which hold {@link org.duetdb.api.DocumentCollection}s typed by codec;
 * a {@link org.duetdb.api.Session} carries transactions. Values are BSON ({@code org.bson});
 * filters and updates are {@code Bson}, so MongoDB's own builders work.
 *
 * <p>This package holds values and interfaces. The document language behind them is a front-end
 * over {@link org.duetdb.api.spi}, as SQL is.
 */
package org.duetdb.api;
