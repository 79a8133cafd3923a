/**
 * When a write that waits by polling looks again: {@link org.duetdb.engine.retry.Backoff}, a pure
 * function of the attempt's number. The loops that use it are elsewhere; this package depends on
 * nothing but the API.
 */
package org.duetdb.engine.retry;
