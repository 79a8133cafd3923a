/**
 * What a connection is asked for in text. {@link org.duetdb.driver.url.JdbcUrl} splits {@code
 * jdbc:duet:mem:NAME?a=b&c=d} and the properties that come with it into the deployment's options,
 * which the first opener decides for everybody, and the {@link
 * org.duetdb.driver.url.ConnectionOption}s of one session. Every name is known here or refused with
 * the name that is {@linkplain org.duetdb.driver.url.NearestName nearest}.
 *
 * <p>Pure functions on immutable values; nothing is opened here. Failures are the unchecked ones of
 * the modules below; the driver turns them into {@code SQLException}s.
 */
package org.duetdb.driver.url;
