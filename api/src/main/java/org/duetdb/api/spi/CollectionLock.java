package org.duetdb.api.spi;

/**
 * How strong a lock on a whole collection is. Held until the transaction ends, or rolls back to
 * before it.
 */
public enum CollectionLock {
  /**
   * Like a writer's own: keeps others from locking or dropping the collection, not from writing in
   * it.
   */
  SHARED,
  /**
   * Keeps out everybody else who writes, locks documents, or locks the collection; readers go on.
   */
  EXCLUSIVE,
  /** Keeps out readers too. */
  ACCESS_EXCLUSIVE
}
