package org.duetdb.engine.proof;

import java.util.Optional;
import org.bson.BsonDocument;
import org.duetdb.api.IsolationLevel;
import org.duetdb.api.spi.StatementSettings;

/** The rows of the design's conflict table: where a statement runs. */
enum Where {
  AUTOCOMMIT_SQL(Optional.empty(), false),
  AUTOCOMMIT_DOCUMENTS(Optional.empty(), true),
  READ_COMMITTED(Optional.of(IsolationLevel.READ_COMMITTED), false),
  REPEATABLE_READ(Optional.of(IsolationLevel.REPEATABLE_READ), false),
  SERIALIZABLE(Optional.of(IsolationLevel.SERIALIZABLE), false),
  DOCUMENT_TRANSACTION(Optional.of(IsolationLevel.REPEATABLE_READ), true);

  private final Optional<IsolationLevel> level;
  private final boolean documents;

  Where(Optional<IsolationLevel> level, boolean documents) {
    this.level = level;
    this.documents = documents;
  }

  /** The transaction's level; empty outside one. */
  Optional<IsolationLevel> level() {
    return level;
  }

  boolean isTransaction() {
    return level.isPresent();
  }

  /** Whether all its statements read one snapshot. */
  boolean keepsSnapshot() {
    return level.isPresent() && level.get() != IsolationLevel.READ_COMMITTED;
  }

  boolean isOfDocuments() {
    return documents;
  }

  StatementSettings settings() {
    return documents
        ? StatementSettings.document("test", BsonDocument::new)
        : StatementSettings.sql("test");
  }
}
