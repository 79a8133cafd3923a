package org.duetdb.api.spi;

/**
 * Runs statements. Each method is one statement: it succeeds as a whole or leaves no trace, except
 * that the document language's writes outside a transaction are atomic per document.
 *
 * <p>All methods throw {@link org.duetdb.api.error.DuetException}.
 */
public interface Statements {
  /**
   * Runs {@code body} as one statement on one snapshot. The body may be run again from the start on
   * a fresh snapshot, so it must be a function of its scope: nothing of it may leave before this
   * method returns.
   */
  <R> R execute(StatementSettings settings, StatementBody<R> body);

  /** Opens a cursor. A read without a lock streams from its snapshot and is never run again. */
  DocumentCursor find(StatementSettings settings, FindOperation operation, Object[] parameters);

  /**
   * Opens reads of several collections on one snapshot: the transaction's, or one of their own.
   * Like {@link #find} they stream and are never run again.
   */
  DocumentReader reader(StatementSettings settings);

  /** Inserts documents. */
  InsertOutcome insert(StatementSettings settings, InsertOperation operation);

  /** Updates, replaces or upserts what matches. */
  UpdateOutcome update(StatementSettings settings, UpdateOperation operation, Object[] parameters);

  /** Deletes what matches. */
  DeleteOutcome delete(StatementSettings settings, DeleteOperation operation, Object[] parameters);
}
