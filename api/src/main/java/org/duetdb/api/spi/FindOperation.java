package org.duetdb.api.spi;

import java.util.Comparator;
import java.util.Optional;
import org.duetdb.api.Namespace;

/**
 * A prepared read.
 *
 * @param namespace the collection; one that does not exist has no documents
 * @param access which documents to look at
 * @param residual which of them to return
 * @param order their order, if one is wanted; ties keep the order of access
 * @param skip how many to leave out first
 * @param limit how many to return at the most; 0 means no limit
 * @param lock whether to lock what is returned
 * @param counted whether only their number is wanted: then a document may come as an empty one
 */
public record FindOperation(
    Namespace namespace,
    Access access,
    DocumentPredicate residual,
    Optional<Comparator<byte[]>> order,
    long skip,
    long limit,
    Optional<Lock> lock,
    boolean counted) {

  /** All that matches, in order of access, without a lock. */
  public static FindOperation of(Namespace namespace, Access access, DocumentPredicate residual) {
    return new FindOperation(
        namespace, access, residual, Optional.empty(), 0, 0, Optional.empty(), false);
  }

  public FindOperation withOrder(Comparator<byte[]> comparator) {
    return new FindOperation(
        namespace, access, residual, Optional.of(comparator), skip, limit, lock, counted);
  }

  public FindOperation withSkip(long count) {
    return new FindOperation(namespace, access, residual, order, count, limit, lock, counted);
  }

  public FindOperation withLimit(long count) {
    return new FindOperation(namespace, access, residual, order, skip, count, lock, counted);
  }

  public FindOperation withLock(Lock wanted) {
    return new FindOperation(
        namespace, access, residual, order, skip, limit, Optional.of(wanted), counted);
  }

  /** The same for who only counts. */
  public FindOperation counting() {
    return new FindOperation(namespace, access, residual, order, skip, limit, lock, true);
  }
}
