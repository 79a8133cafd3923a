package org.duetdb.sql.execute;

import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.duetdb.sql.catalog.CollectionTable;
import org.jspecify.annotations.Nullable;

/** The documents of a collection that an operation of the engine finds. */
final class CollectionScan implements Operator {
  private final CollectionTable table;
  private final FindOperation operation;

  CollectionScan(CollectionTable table, FindOperation operation) {
    this.table = table;
    this.operation = operation;
  }

  /** What the engine is asked for. */
  FindOperation operation() {
    return operation;
  }

  @Override
  public void explain(Explanation text) {
    text.line("scan " + AccessPath.of(table, operation));
  }

  @Override
  public Rows open(@Nullable Object[] environment) {
    return new DocumentRows(Attempt.of(environment).find(operation, environment));
  }

  /** A cursor's documents. */
  static final class DocumentRows implements Rows {
    private final DocumentCursor cursor;
    private byte @Nullable [] document;

    DocumentRows(DocumentCursor cursor) {
      this.cursor = cursor;
    }

    @Override
    public boolean next() {
      document = cursor.next();
      return document != null;
    }

    @Override
    public Object current() {
      if (document == null) {
        throw new IllegalStateException("there is no document");
      }
      return document;
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}
