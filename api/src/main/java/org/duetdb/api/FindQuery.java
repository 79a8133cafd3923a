package org.duetdb.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/**
 * A query that has not run yet. Immutable: every method returns another query. It runs anew, on a
 * snapshot of its own outside a transaction, with each terminal call.
 */
public interface FindQuery<T> extends Iterable<T> {
  FindQuery<T> sort(Bson order);

  FindQuery<T> skip(long count);

  /** At most {@code count} documents; 0 means no limit. */
  FindQuery<T> limit(long count);

  FindQuery<T> projection(Bson fields);

  /** Runs; the caller closes the cursor. */
  Cursor<T> cursor();

  /** Runs and closes; the iterator closes itself when it is exhausted. */
  @Override
  default Cursor<T> iterator() {
    return cursor();
  }

  /** The first document. */
  Optional<T> first();

  /** All documents. */
  List<T> toList();

  /** All documents as a stream, which holds its snapshot until it is closed or exhausted. */
  Stream<T> stream();
}
