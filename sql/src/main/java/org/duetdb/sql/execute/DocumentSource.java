package org.duetdb.sql.execute;

import org.duetdb.api.spi.DocumentCursor;
import org.duetdb.api.spi.FindOperation;
import org.jspecify.annotations.Nullable;

/**
 * Where the scans of an attempt get their documents: the statement's snapshot, or a cursor that
 * outlives it.
 */
@FunctionalInterface
public interface DocumentSource {
  /** For statements that read no collection. */
  DocumentSource NONE =
      (operation, environment) -> {
        throw new IllegalStateException("the statement was planned to read no collection");
      };

  DocumentCursor find(FindOperation operation, @Nullable Object[] environment);
}
