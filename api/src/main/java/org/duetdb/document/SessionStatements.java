package org.duetdb.document;

import org.duetdb.api.spi.DeleteOperation;
import org.duetdb.api.spi.DeleteOutcome;
import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.DocumentReader;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.api.spi.InsertOperation;
import org.duetdb.api.spi.InsertOutcome;
import org.duetdb.api.spi.StatementBody;
import org.duetdb.api.spi.StatementSettings;
import org.duetdb.api.spi.Statements;
import org.duetdb.api.spi.UpdateOperation;
import org.duetdb.api.spi.UpdateOutcome;

/**
 * The statements of a session, of which the session is told before each: an operation after a
 * transaction has ended lets the session forget that transaction.
 *
 * @param statements run them
 * @param used is told
 */
record SessionStatements(Statements statements, Runnable used) implements Statements {
  @Override
  public <R> R execute(StatementSettings settings, StatementBody<R> body) {
    used.run();
    return statements.execute(settings, body);
  }

  @Override
  public DocumentCursor find(
      StatementSettings settings, FindOperation operation, Object[] parameters) {
    used.run();
    return statements.find(settings, operation, parameters);
  }

  @Override
  public DocumentReader reader(StatementSettings settings) {
    used.run();
    return statements.reader(settings);
  }

  @Override
  public InsertOutcome insert(StatementSettings settings, InsertOperation operation) {
    used.run();
    return statements.insert(settings, operation);
  }

  @Override
  public UpdateOutcome update(
      StatementSettings settings, UpdateOperation operation, Object[] parameters) {
    used.run();
    return statements.update(settings, operation, parameters);
  }

  @Override
  public DeleteOutcome delete(
      StatementSettings settings, DeleteOperation operation, Object[] parameters) {
    used.run();
    return statements.delete(settings, operation, parameters);
  }
}
