package org.duetdb.api.spi;

/**
 * A pure function from a document to the next one. Returns the same array when nothing changes. May
 * be called again, by any thread; what is not a function of the document (a clock, a random value)
 * is drawn once, before the first attempt, and comes in by the parameters.
 */
@FunctionalInterface
public interface DocumentMutation {
  byte[] apply(byte[] document, Object[] parameters);
}
