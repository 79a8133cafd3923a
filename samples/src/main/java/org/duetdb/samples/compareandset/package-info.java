/**
 * Somebody reads an article, edits it for an hour and saves it. No transaction should be open that
 * long; instead the article carries a version, and saving names the version that was read: a single
 * write that matches nothing if somebody else has saved meanwhile. {@link
 * org.duetdb.samples.compareandset.DocumentArticles} and {@link
 * org.duetdb.samples.compareandset.JdbcArticles} share the data: what one saves, the other reads.
 */
package org.duetdb.samples.compareandset;
