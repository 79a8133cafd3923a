package org.duetdb.document.aggregate;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * An iterator that has to look for its next element before it knows whether there is one. For one
 * thread.
 */
abstract class LookAhead implements Iterator<byte[]> {
  private Optional<byte[]> next = Optional.empty();
  private boolean ended;

  /** The next document, or nothing at the end; not called again after the end. */
  abstract Optional<byte[]> advance();

  @Override
  public final boolean hasNext() {
    if (next.isEmpty() && !ended) {
      next = advance();
      ended = next.isEmpty();
    }
    return next.isPresent();
  }

  @Override
  public final byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    byte[] document = next.orElseThrow();
    next = Optional.empty();
    return document;
  }
}
