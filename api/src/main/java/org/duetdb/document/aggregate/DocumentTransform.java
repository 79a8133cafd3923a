package org.duetdb.document.aggregate;

import java.util.Iterator;

/**
 * A stage that makes one document of each: a pure function, usable in a pipeline and in an update.
 */
@FunctionalInterface
interface DocumentTransform {
  byte[] apply(byte[] document, Object[] parameters);

  /** This transform as a stage. */
  default Stage stage() {
    return (input, context) ->
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return input.hasNext();
          }

          @Override
          public byte[] next() {
            return apply(input.next(), context.parameters());
          }
        };
  }
}
