/**
 * When a write that waits by polling looks again: {@link org.duetdb.engine.retry.Backoff}, a pure
 * function of what {@link org.duetdb.engine.retry.Attempts} knows of the attempts that have failed
 * and of what is drawn from the deployment's chance. The loops that use it are elsewhere; this
 * package depends on nothing but the API.
 */
package org.duetdb.engine.retry;
