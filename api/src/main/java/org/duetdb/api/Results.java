package org.duetdb.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a query or a pipeline gives, not asked for yet. Every terminal call runs it anew: outside a
 * transaction on a snapshot of its own, inside one on the transaction's. Documents are read one by
 * one as they are asked for, so that a result may be larger than memory.
 *
 * <p>Immutable and thread-safe; the cursors and streams that it opens are not. Every terminal call
 * throws {@link org.duetdb.api.error.DuetException}.
 */
public interface Results<T> extends Iterable<T> {
  /** Runs; the caller closes the cursor. */
  Cursor<T> cursor();

  /** Runs; the iterator closes itself when it is exhausted, and the caller may close it before. */
  @Override
  default Cursor<T> iterator() {
    return cursor();
  }

  /** The first document, if there is one. */
  default Optional<T> first() {
    try (var cursor = cursor()) {
      return cursor.hasNext() ? Optional.of(cursor.next()) : Optional.empty();
    }
  }

  /** All documents, in order. */
  default List<T> toList() {
    var list = new ArrayList<T>();
    try (var cursor = cursor()) {
      cursor.forEachRemaining(list::add);
    }
    return list;
  }

  /**
   * All documents as a stream, sequential and in order, which holds its snapshot until it is
   * exhausted or closed.
   */
  default Stream<T> stream() {
    var cursor = cursor();
    var documents =
        Spliterators.spliteratorUnknownSize(cursor, Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(documents, false).onClose(cursor::close);
  }
}
