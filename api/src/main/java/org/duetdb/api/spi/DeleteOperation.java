package org.duetdb.api.spi;

import java.util.Comparator;
import java.util.Optional;
import org.duetdb.api.Namespace;

/**
 * A prepared delete.
 *
 * @param namespace the collection
 * @param access which documents to look at
 * @param residual which of them to delete; evaluated again on the newest version after every
 *     conflict
 * @param multi whether all that match are deleted, or the first
 * @param order which is the first; only for a single delete
 * @param returning whether the deleted documents are returned
 */
public record DeleteOperation(
    Namespace namespace,
    Access access,
    DocumentPredicate residual,
    boolean multi,
    Optional<Comparator<byte[]>> order,
    boolean returning) {

  /** Deletes without order and returns nothing. */
  public static DeleteOperation of(
      Namespace namespace, Access access, DocumentPredicate residual, boolean multi) {
    return new DeleteOperation(namespace, access, residual, multi, Optional.empty(), false);
  }
}
