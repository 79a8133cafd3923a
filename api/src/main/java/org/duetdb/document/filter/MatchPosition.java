package org.duetdb.document.filter;

/**
 * Finds the element of an array by which a document matches a filter: what {@code $} in an update
 * or projection means.
 */
@FunctionalInterface
public interface MatchPosition {
  /** The position of a filter that no array took part in. */
  MatchPosition NONE = document -> -1;

  /**
   * The index of the element in a document that matches the filter, or -1 if no array was entered.
   */
  int find(byte[] document);
}
