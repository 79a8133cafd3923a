package org.duetdb.api.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.duetdb.api.Namespace;

/**
 * One attempt of one statement: operations on one snapshot. They see the transaction's earlier
 * statements and not this one. Not thread-safe, and dead once the attempt has ended.
 */
public interface StatementScope {
  /** Reads; the cursor ends with the attempt at the latest. */
  DocumentCursor find(FindOperation operation, Object[] parameters);

  /**
   * Reads what a snapshot taken just now would show, with all that the transaction has done itself,
   * this statement included. For what must hold of the newest state whatever the isolation level,
   * such as foreign keys; without a lock, an order and tracking, and read at once.
   */
  DocumentCursor findNewest(FindOperation operation, Object[] parameters);

  /** Inserts all documents, or throws. */
  InsertOutcome insert(InsertOperation operation);

  /** Updates, replaces or upserts what matches. */
  UpdateOutcome update(UpdateOperation operation, Object[] parameters);

  /** Deletes what matches. */
  DeleteOutcome delete(DeleteOperation operation, Object[] parameters);

  /** The statement's time: the same for all its attempts. */
  Instant time();

  /** The collection of that name that the snapshot sees. */
  Optional<CollectionDescriptor> collection(Namespace namespace);

  /** All collections that the snapshot sees, in order of name. */
  List<CollectionDescriptor> collections();

  /**
   * Creates a collection.
   *
   * @throws org.duetdb.api.error.DuetException 48 NamespaceExists
   */
  void createCollection(CollectionDescriptor descriptor);

  /**
   * Changes what the catalog says of a collection, except for its indexes; its documents stay as
   * they are. Waits for transactions that have written or locked in it.
   *
   * @return whether there is one
   */
  boolean alterCollection(CollectionDescriptor descriptor);

  /**
   * Creates an index and fills it. Writers go on while it is filled; for the moment in which it
   * becomes known they are kept out, and it serves snapshots from then on.
   *
   * @return whether it was created; false if there is an equal one of that name
   * @throws org.duetdb.api.error.DuetException 26 if there is no such collection; 85 or 86 if an
   *     index of that name or with these keys is another one; 67 or 171 if a document cannot be
   *     indexed; 11000 if it is to be unique and two documents have the same key
   */
  boolean createIndex(Namespace namespace, IndexDescriptor index);

  /**
   * Drops an index.
   *
   * @return whether there was one
   */
  boolean dropIndex(Namespace namespace, String name);

  /** Runs a read without a lock to its end and says how it was done. */
  Explanation explain(FindOperation operation, Object[] parameters);

  /**
   * Locks a collection as a whole.
   *
   * @param clause what to do about a rival; its words name what decided in an error
   * @throws org.duetdb.api.error.DuetException 26 if there is no such collection
   */
  void lockCollection(Namespace namespace, CollectionLock strength, Lock clause);

  /**
   * Drops a collection with its documents; waits for transactions that have written or locked in
   * it.
   *
   * @return whether there was one
   */
  boolean dropCollection(Namespace namespace);
}
