package org.duetdb.api.spi;

/**
 * A pure function over the bytes of a document: the part of a condition that the declarative parts
 * of an operation cannot say. May be called again, by any thread.
 */
@FunctionalInterface
public interface DocumentPredicate {
  /** Every document. */
  DocumentPredicate ALWAYS = (document, parameters) -> true;

  boolean test(byte[] document, Object[] parameters);
}
